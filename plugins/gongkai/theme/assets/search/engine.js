// Asks Pagefind for exact substrings, and puts the answers together: all terms, filters, order.

import { Names } from "./recognise.js";
import { compile, letters, longNumber, pairs, terms } from "./tokens.js";

// Where on a page the best hit is, in order of rank.
export const TITLE = 0;
export const PROSE = 1;
export const ROWS = 2;
export const FORM = 3;

/** Finds pages: `ask(phrase)` gives Pagefind's results, `pages` knows their facts. */
export class Engine {
  constructor({ ask, pages, script }) {
    Object.assign(this, { ask, pages, script, known: new Map() });
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
   * A quick search for a long number may find the pages that have it whole, and say by `isPartial`
   * that others may have it as a part of a longer one.
   */
  async search({ query, chosen, sort }, isQuick = false) {
    const whole = isQuick ? await this.findWhole(query) : null;
    const { found, ...how } = whole ?? (await this.find(query));
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
    const found = token ? await this.collect([token], new Map()) : new Map();
    for (const [page, value] of found) found.set(page, { ...value, isWhole: true });
    return found.size ? { kind: "exact", isPartial: true, found, terms: typed } : null;
  }

  /** The pages with every term, or else with all of them in one run; and the terms found. */
  async findExactly(query, typed) {
    const found = await this.findAll(typed);
    const joined = query.replace(/\s+/gu, "");
    if (found.size || typed.includes(joined)) return [found, typed];
    return [await this.findTerm(joined), [joined]];
  }

  everyPage() {
    const found = new Map();
    for (let page = 0; page < this.pages.size; page += 1) found.set(page, hit(TITLE));
    return found;
  }

  /** The pages with every term. The rank of a page is that of its weakest term. */
  async findAll(list) {
    let found = null;
    for (const term of list) {
      const one = await this.findTerm(term);
      if (found === null) {
        found = one;
        continue;
      }
      for (const [page, value] of found) {
        const other = one.get(page);
        if (other) found.set(page, weaker(value, other));
        else found.delete(page);
      }
    }
    return found ?? new Map();
  }

  /** The pages with a term as typed or in Simplified; those with its whole number are marked. */
  async findTerm(term) {
    const found = new Map();
    for (const spelling of new Set([term, this.script.simplify(term)])) {
      const { chars, whole } = compile(spelling);
      await this.collect(chars, found);
      if (!whole) continue;
      const marked = await this.collect(whole, new Map());
      for (const page of marked.keys()) found.set(page, { ...found.get(page), isWhole: true });
    }
    return found;
  }

  /** Adds the pages with a list of characters side by side. */
  async collect(chars, found) {
    const tokens = pairs(chars);
    const phrase = `"${(tokens.length ? tokens : chars).join(" ")}"`;
    for (const { id, words } of await this.ask(phrase)) {
      const page = this.pages.number(id);
      if (page === undefined) {
        for (const each of this.pages.pagesOfForm(id)) add(found, each, FORM);
      } else {
        add(found, page, this.part(page, Math.min(...words)));
      }
    }
    return found;
  }

  part(page, place) {
    const { title, prose } = this.pages.table;
    if (place < title[page]) return TITLE;
    return place < prose[page] ? PROSE : ROWS;
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

const hit = (part) => ({ part, isWhole: false, isMeant: false });

function add(found, page, part) {
  const known = found.get(page);
  if (!known || part < known.part) found.set(page, { ...(known ?? hit(part)), part });
}

function weaker(a, b) {
  return {
    part: Math.max(a.part, b.part),
    isWhole: a.isWhole || b.isWhole,
    isMeant: a.isMeant || b.isMeant,
  };
}

/** A run of text as words, by the browser's own dictionary. */
function split(text) {
  if (typeof Intl.Segmenter !== "function") return [text];
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
