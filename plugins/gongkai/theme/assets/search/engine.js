// What a query finds: all its terms, what it names, filters, order.

import { Matcher, add, hit, phrase } from "./matcher.js";
import { Narrowing } from "./narrowing.js";
import { TITLE } from "./pages.js";
import { Names } from "./recognise.js";
import { compile, letters, longNumber, terms } from "./tokens.js";

/**
 * Finds pages: `ask(tokens)` gives Pagefind's results for tokens side by side, `read(id)` the tokens
 * of a page or form, `pages` their facts.
 */
export class Engine {
  constructor({ ask, read, pages, script }) {
    Object.assign(this, { pages, script, known: new Map(), asked: new Set() });
    const noted = (tokens) => {
      for (const token of tokens) this.asked.add(token);
      return ask(tokens);
    };
    this.index = new Matcher({ ask: noted, pages, script });
    this.narrowing = new Narrowing({ ask: noted, read, pages, script });
  }

  /** The names to recognise, in the characters in which queries are compared. */
  get names() {
    const key = this.script.map !== null;
    if (!this.known.has(key)) this.known.set(key, new Names(this.pages, this.script.simplify));
    return this.known.get(key);
  }

  /**
   * The pages that a query and filters find, in order.
   *
   * `kind` says how: "all" (no words), "exact", "recognised" (parts of the query taken for
   * filters), "relaxed" (words instead of what was typed), "none" or "short" (a single character).
   * A quick search may find only some of the pages, which are much sooner known; it says so by
   * `isPartial`.
   */
  async search(state, isQuick = false) {
    const { query, chosen, sort } = state;
    const quick = isQuick ? ((await this.findWhole(query)) ?? (await this.findSome(state))) : null;
    const { found, ...how } = quick ?? (await this.find(query));
    const all = [...found.keys()];
    const chosenPages = all.filter((page) => this.pages.passes(page, chosen));
    chosenPages.sort(this.order(found, sort));
    return {
      ...how,
      hits: chosenPages.map((page) => ({ page, ...found.get(page) })),
      counts: this.pages.counts(all, chosen),
      beforeFilters: all.length,
    };
  }

  async find(query) {
    const typed = terms(query);
    if (!typed.length) {
      const kind = letters(query).length ? "short" : "all";
      return { kind, found: kind === "all" ? this.everyPage() : new Map(), terms: [] };
    }
    await this.script.prepare(query);
    const [exact, words] = await this.findExactly(query, typed);
    if (!exact.size && this.script.map === null) {
      await this.script.load();
      if (this.script.simplify(query) !== query) return this.find(query);
    }
    const recognised = this.names.recognise(query);
    this.prefer(exact, recognised);
    if (exact.size) return { kind: "exact", found: exact, terms: words, recognised };
    const taken = await this.findRecognised(recognised);
    if (taken.size) {
      return { kind: "recognised", found: taken, terms: recognised.rest, recognised };
    }
    return this.findRelaxed(typed, recognised);
  }

  /** The pages with a long number, whole; null if the query is none or is on no page. */
  async findWhole(query) {
    const typed = terms(query);
    const token = typed.length === 1 ? longNumber(compile(typed[0])) : null;
    const found = token ? await this.index.collect([token], new Map()) : new Map();
    for (const [page, value] of found) found.set(page, { ...value, isWhole: true });
    return found.size ? { kind: "exact", isPartial: true, found, terms: typed } : null;
  }

  /** Some of the many pages with every term, the first in order among them; null if they are few. */
  async findSome({ query, chosen, sort }) {
    const typed = terms(query);
    if (!typed.length) return null;
    await this.script.prepare(query);
    if (typed.every((term) => this.isLoaded(term))) return null;
    const recognised = this.names.recognise(query);
    const best = (found) => {
      this.prefer(found, recognised);
      const passing = [...found.keys()].filter((page) => this.pages.passes(page, chosen));
      return passing.sort(this.order(found, sort));
    };
    const found = await this.narrowing.findSome(typed, best);
    return found ? { kind: "exact", isPartial: true, found, terms: typed, recognised } : null;
  }

  /** Whether all that the index holds of a term has been loaded before. */
  isLoaded(term) {
    return phrase(compile(term).chars).every((token) => this.asked.has(token));
  }

  /** The pages with every term. */
  async findAll(list) {
    return (await this.narrowing.findAll(list)) ?? (await this.index.findAll(list));
  }

  /** The pages with every term, or else with all of them in one run; and the terms found. */
  async findExactly(query, typed) {
    const found = await this.findAll(typed);
    const joined = query.replace(/\s+/gu, "");
    if (found.size || typed.includes(joined)) return [found, typed];
    return [await this.findAll([joined]), [joined]];
  }

  everyPage() {
    const found = new Map();
    for (let page = 0; page < this.pages.size; page += 1) found.set(page, hit(TITLE));
    return found;
  }

  /** Pages of the recognised body and year come first, also if their text says it otherwise. */
  prefer(found, { year, agency, region, rest }) {
    const wanted = { year, agency, region };
    if (![year, agency, region].some((list) => list.length)) return;
    if (year.length && agency.length && !rest.length) {
      for (let page = 0; page < this.pages.size; page += 1) {
        if (this.pages.passes(page, wanted)) add(found, page, TITLE);
      }
    }
    for (const [page, value] of found) {
      if (this.pages.passes(page, wanted)) found.set(page, { ...value, isMeant: true });
    }
  }

  async findRecognised({ year, agency, region, rest }) {
    const wanted = { year, agency, region };
    if (![year, agency, region].some((list) => list.length)) return new Map();
    const found = rest.length ? await this.findAll(rest) : this.everyPage();
    for (const page of found.keys()) {
      if (!this.pages.passes(page, wanted)) found.delete(page);
    }
    return found;
  }

  /** Nothing has what was typed: the pages with all of its words, in any place. */
  async findRelaxed(typed, recognised) {
    const words = typed.flatMap(split).filter((word) => letters(word).length > 1);
    const isOther = words.join(" ") !== typed.join(" ");
    const found = isOther ? await this.findAll(words) : new Map();
    const kind = found.size ? "relaxed" : "none";
    return { kind, found, terms: found.size ? words : typed, recognised };
  }

  order(found, sort) {
    const { year, agency } = this.pages.table;
    const newest = (a, b) => year[b] - year[a];
    const rank = (page) => {
      const { part, isWhole, isMeant } = found.get(page);
      return (isMeant ? 0 : 8) + (isWhole ? 0 : 4) + part;
    };
    const relevance = (a, b) => rank(a) - rank(b);
    const body = (a, b) => agency[a] - agency[b];
    const orders = {
      relevance: [relevance, newest, body],
      newest: [newest, relevance, body],
      oldest: [(a, b) => -newest(a, b), relevance, body],
    };
    const keys = orders[sort] ?? orders.relevance;
    return (a, b) => keys.reduce((result, key) => result || key(a, b), 0);
  }
}

/** A run of text as words, by the browser's own dictionary. */
function split(text) {
  if (typeof Intl.Segmenter !== "function") return [text];
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
