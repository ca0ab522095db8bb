// Looks for a rare part of what was typed, and for all of it in the text of the pages that have that
// part. What the index holds of frequent characters is much to load, the text of a few pages little.

import { Matcher, hit, phrase, spellings } from "./matcher.js";
import { askTexts } from "./texts.js";
import { compile } from "./tokens.js";

const WIDTH = 3; // characters of a part
const MOST_PARTS = 3; // parts that are asked for
const FEW = 20; // pages and forms that are read in place of more of the index
const SAMPLE = 6; // pages that are read to have something to show

export class Narrowing {
  /** `ask` asks the index, `read(id)` gives the tokens of a page or form. */
  constructor({ ask, read, pages, script }) {
    Object.assign(this, { ask, read, pages, script });
    // The more frequent, the dearer; what is not on the list costs next to nothing.
    const list = pages.frequent;
    this.costs = new Map(list.map((token, n) => [token, list.length - n]));
  }

  /** The pages with every term, if only a few can have them; else null. */
  async findAll(list) {
    const parts = this.parts(list).filter(({ isRare }) => isRare);
    for await (const sources of this.narrowed(parts)) {
      const ids = this.readable(list, [...sources.keys()]);
      if (ids.length <= FEW) return (await this.matcher(ids)).findAll(list);
    }
    return null;
  }

  /**
   * Some of the many pages with every term: those among the first that `best` gives of the pages
   * that can have them. Null if there are few, or none among the first.
   */
  async findSome(list, best) {
    for await (const sources of this.narrowed(this.parts(list))) {
      if (this.readable(list, [...sources.keys()]).length <= FEW) return null;
      const first = best(this.candidates(sources)).slice(0, SAMPLE);
      const matcher = await this.matcher(this.withForms(first.map((page) => this.pages.id(page))));
      const found = await matcher.findAll(list);
      if (best(found).length) return found;
    }
    return null;
  }

  /**
   * The parts of the term with the rarest part, the rarest first: {spellings, cost, isRare}. None
   * if there is nothing else to look for.
   */
  parts(list) {
    const ofTerms = list.map((term) => this.partsOf(term));
    if (ofTerms.length === 1 && ofTerms[0].length <= 1) return [];
    const [rarest] = ofTerms.sort(([a], [b]) => a.cost - b.cost);
    return rarest.slice(0, MOST_PARTS);
  }

  partsOf(term) {
    const written = spellings(term, this.script).map((each) => compile(each).chars);
    const starts = Math.max(1, written[0].length - WIDTH + 1);
    const parts = Array.from({ length: starts }, (_, start) => {
      const cut = written.map((chars) => chars.slice(start, start + WIDTH));
      const costs = phrase(cut[0]).map((token) => this.costs.get(token) ?? 0);
      return { spellings: cut, cost: sum(costs), isRare: Math.min(...costs) === 0 };
    });
    return parts.sort((a, b) => a.cost - b.cost);
  }

  /** The ids of pages and forms that have all parts asked for so far, each with its first place. */
  async *narrowed(parts) {
    let sources = null;
    for (const part of parts) {
      const found = new Map();
      for (const chars of part.spellings) {
        for (const { id, words } of await this.ask(phrase(chars))) found.set(id, Math.min(...words));
      }
      const known = sources;
      sources = known ? new Map([...found].filter(([id]) => known.has(id))) : found;
      yield sources;
    }
  }

  /** What must be read to know the answer. Other terms may stand on any page of a form. */
  readable(list, ids) {
    if (list.length === 1) return ids;
    return this.withForms(ids.flatMap((id) => this.pages.idsAt(id)));
  }

  withForms(ids) {
    const forms = ids.map((id) => this.pages.formId(this.pages.number(id)));
    return [...ids, ...new Set(forms.filter(Boolean))];
  }

  /** The pages that have a part, without those whose form alone has it. */
  candidates(sources) {
    const found = new Map();
    for (const [id, place] of sources) {
      const page = this.pages.number(id);
      if (page !== undefined) found.set(page, hit(this.pages.part(page, place)));
    }
    return found;
  }

  /** A matcher of these pages and forms alone, by their text. */
  async matcher(ids) {
    const texts = await Promise.all(ids.map(async (id) => [id, await this.read(id)]));
    return new Matcher({ ask: askTexts(texts), pages: this.pages, script: this.script });
  }
}

const sum = (list) => list.reduce((total, each) => total + each, 0);
