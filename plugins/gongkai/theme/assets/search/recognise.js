// Years, bodies and regions inside what a reader typed, also where all is run together.

import { letters } from "./tokens.js";

const YEAR = /(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])(?:年度?)?/gu;
const LEAST = 2; // a shorter part of a name says nothing
const LEAST_IN_PIECES = 4; // nor do shorter pieces of it
const MOST = 5; // a part of more names than that is no name

const joined = (text) => letters(text).join("").replace(/[αω]/gu, "");

/** What can be recognised: years, the names of bodies and regions, made ready once. */
export class Names {
  constructor(pages, simplify) {
    const plain = (name) => joined(simplify(name));
    this.simplify = simplify;
    this.years = new Set(pages.table.year.map(String));
    this.agencies = pages.agencies.map(({ id, name }) => ({
      id,
      names: [name, ...(pages.otherNames.get(id) ?? [])].map(plain),
    }));
    const regions = [...new Set(pages.agencies.map(({ region }) => region).filter(Boolean))];
    this.regions = regions.map((name) => ({ id: name, names: shorter(name).map(plain) }));
  }

  /** What stands in a query: {year, agency, region} as lists, and the terms that are left over. */
  recognise(query) {
    const found = { year: [], agency: [], region: [] };
    let text = this.simplify(query).normalize("NFKC").toLowerCase();
    text = text.replace(YEAR, (all, year) => {
      if (!this.years.has(year)) return all;
      found.year.push(year);
      return " ";
    });
    text = text.split(/\s+/u).map(joined).filter(Boolean).join(" ");
    text = take(text, this.agencies, found.agency);
    text = take(text, this.regions, found.region);
    const rest = text.split(" ").filter(Boolean);
    if (!found.agency.length) this.takeParts(rest, found.agency);
    found.year = [...new Set(found.year)];
    return { ...found, rest };
  }

  /** The bodies that a term is a part of, or pieces of, in any order. */
  takeParts(rest, found) {
    for (const [n, term] of rest.entries()) {
      const ids = this.withParts(term);
      if (ids.length && ids.length <= MOST) {
        found.push(...ids);
        rest.splice(n, 1);
        return;
      }
    }
  }

  withParts(term) {
    const fits = (test) =>
      this.agencies.filter(({ names }) => names.some(test)).map(({ id }) => id);
    const whole = term.length >= LEAST ? fits((name) => name.includes(term)) : [];
    if (whole.length || term.length < LEAST_IN_PIECES) return whole;
    return fits((name) => inPieces(term, name));
  }

  /** The bodies with a name that the whole query is part of. */
  agenciesNamed(query) {
    const text = joined(this.simplify(query));
    if (text.length < LEAST) return [];
    const named = this.agencies.filter(({ names }) => names.some((name) => name.includes(text)));
    return named.map(({ id }) => id);
  }
}

/** Takes out of a text every name that stands in it, the longest first. */
function take(text, named, found) {
  const all = named.flatMap(({ id, names }) => names.map((name) => [name, id]));
  const matching = all.filter(([name]) => name.length >= LEAST && text.includes(name));
  matching.sort(([a], [b]) => b.length - a.length);
  let rest = text;
  for (const [name, id] of matching) {
    // Two bodies may bear one name: the second finds it taken out already.
    const isShared = matching.some(([other, owner]) => other === name && found.includes(owner));
    if (!rest.includes(name) && !isShared) continue;
    rest = rest.replaceAll(name, " ");
    if (!found.includes(id)) found.push(id);
  }
  return rest;
}

/** A region's name, and without the province before it. */
function shorter(name) {
  const tail = name.replace(/^.{2,8}?(?:省|自治区)/u, "");
  return tail && tail !== name ? [name, tail] : [name];
}

/** Whether a term consists of parts of a name, each of two characters or more. */
function inPieces(term, name) {
  if (!term) return true;
  for (let length = term.length; length >= LEAST; length -= 1) {
    if (name.includes(term.slice(0, length)) && inPieces(term.slice(length), name)) return true;
  }
  return false;
}
