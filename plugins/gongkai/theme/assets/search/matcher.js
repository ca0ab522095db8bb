// Which pages have a text, wherever the answers come from: the index, or the text of a few pages.

import { FORM } from "./pages.js";
import { compile, pairs } from "./tokens.js";

/** Finds pages: `ask(phrase)` gives results {id, words}, `pages` knows the facts of the pages. */
export class Matcher {
  constructor({ ask, pages, script }) {
    Object.assign(this, { ask, pages, script });
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
    for (const spelling of spellings(term, this.script)) {
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
    for (const { id, words } of await this.ask(phrase(chars))) {
      const page = this.pages.number(id);
      if (page === undefined) {
        for (const each of this.pages.pagesOfForm(id)) add(found, each, FORM);
      } else {
        add(found, page, this.pages.part(page, Math.min(...words)));
      }
    }
    return found;
  }
}

/** A term as typed and, where that differs, in Simplified. */
export const spellings = (term, script) => [...new Set([term, script.simplify(term)])];

/** The tokens of the index that stand side by side where a list of characters does. */
export function phrase(chars) {
  const tokens = pairs(chars);
  return tokens.length ? tokens : chars;
}

export const hit = (part) => ({ part, isWhole: false, isMeant: false });

/** Adds a page, or a better place on it. */
export function add(found, page, part) {
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
