// Loads what a search needs, once, and answers with plain data that is ready to show.

import { Engine } from "./engine.js";
import { blocks, deepLink, excerpts, markedTitle } from "./excerpts.js";
import { FORM, Pages } from "./pages.js";
import { Script } from "./script.js";
import { tokensOf } from "./texts.js";

const BASE = new URL("../../../", import.meta.url);
const INDEX = new URL("pagefind/", BASE);
const MOST_BODIES = 5;
const MOST_PLACES = 3;

let session = null;

/** The one session; a failed one is tried again at the next call. */
export function openSession() {
  session ??= load().catch((error) => {
    session = null;
    throw error;
  });
  return session;
}

async function load() {
  const [pagefind, table, names] = await Promise.all([
    import(new URL("pagefind.js", INDEX).href),
    json(new URL("gongkai-pages.json", INDEX)),
    json(new URL("names.json", import.meta.url)),
  ]);
  const index = pagefind.createInstance({ basePath: INDEX.href });
  await index.init();
  const loadMap = async () => (await import("./simplified.js")).default;
  const ask = async (tokens) => (await index.search(`"${tokens.join(" ")}"`)).results;
  const script = new Script(loadMap, table.traditional);
  return new Session({ pages: new Pages(table, names), script, ask, load: fragment });
}

/** What the index holds of a page or form: {url, content, anchors}. */
async function fragment(id) {
  const { body } = await fetched(new URL(`fragment/${id}.pf_fragment`, INDEX));
  const text = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text.slice(text.indexOf("{")));
}

const json = async (address) => (await fetched(address)).json();

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** The engine, and the text of the pages that it found. */
export class Session {
  constructor({ pages, script, ask, load }) {
    Object.assign(this, { pages, script, load, fragments: new Map(), last: null });
    const read = async (id) => tokensOf(await this.fragment(id));
    this.engine = new Engine({ ask, read, pages, script });
  }

  /**
   * What a state finds: {kind, total, beforeFilters, terms, recognised, facets, bodies, hits}.
   *
   * `recognised` is null or {choice, labels, rest}: values by group, what they are called, and the
   * words left over. `facets` are lists of {value, label, count} by group. `isPartial`: a quick
   * search was enough for an answer, and a full one may find more.
   */
  async search(state, most, isQuick = false) {
    const result = await this.find(state, isQuick);
    const { kind, isPartial = false, hits, beforeFilters, terms, counts } = result;
    return {
      kind,
      isPartial,
      beforeFilters,
      terms,
      total: hits.length,
      recognised: this.recognised(result.recognised),
      facets: Object.fromEntries(
        Object.entries(counts).map(([group, list]) => [group, this.values(group, list)]),
      ),
      bodies: this.bodies(state.query),
      hits: await this.some(result, 0, most),
    };
  }

  /** The hits of a state from a number on. */
  async more(state, from, most) {
    return this.some(await this.find(state), from, most);
  }

  some({ hits, terms }, from, most) {
    return Promise.all(hits.slice(from, from + most).map((hit) => this.show(hit, terms)));
  }

  async find(state, isQuick = false) {
    const key = JSON.stringify(state);
    const known = this.last?.key === key ? await this.last.result : null;
    if (!known || (known.isPartial && !isQuick)) {
      this.last = { key, result: this.engine.search(state, isQuick) };
    }
    return this.last.result;
  }

  recognised(found) {
    if (!found) return null;
    const { rest, ...choice } = found;
    const given = Object.entries(choice).filter(([, values]) => values.length);
    if (!given.length) return null;
    const labels = given.map(([group, values]) => [
      group,
      values.map((value) => this.pages.label(group, value)),
    ]);
    return { choice: Object.fromEntries(given), labels: Object.fromEntries(labels), rest };
  }

  values(group, list) {
    return list.map(([value, count]) => ({ value, count, label: this.pages.label(group, value) }));
  }

  bodies(query) {
    const ids = this.engine.names.agenciesNamed(query).slice(0, MOST_BODIES);
    return ids.map((id) => ({ id, name: this.pages.label("agency", id) }));
  }

  /** The text of a page or form by its id. Pagefind only gives that of what it found itself. */
  fragment(id) {
    if (!this.fragments.has(id)) this.fragments.set(id, this.load(id));
    return this.fragments.get(id);
  }

  /**
   * What to show of a hit: {title, url, agency, year, excerpts: [{href, label, parts}]}; `title`
   * and `parts` are lists of [text, isHit].
   */
  async show({ page, part }, terms) {
    const data = await this.fragment(this.pages.id(page));
    const { prose, second } = this.pages.table;
    const url = new URL(data.url.slice(1), BASE).pathname;
    const own = blocks(data, prose[page], second[page]);
    const places = terms.length ? excerpts(own, terms, this.script.simplify) : [];
    if (part === FORM) {
      const labels = blocks(await this.fragment(this.pages.formId(page)));
      places.push(...excerpts(labels, terms, this.script.simplify).map(asLabel));
    }
    return {
      title: markedTitle(own[0]?.text ?? "", terms, this.script.simplify),
      url,
      year: this.pages.table.year[page],
      agency: this.pages.agency(page),
      excerpts: places.slice(0, MOST_PLACES).map((place) => this.place(url, place)),
    };
  }

  /** A place with its address; a row bears the name of its table. */
  place(url, place) {
    const table = this.pages.tableLabels[place.anchor.split(".", 1)[0]];
    const label = place.isRow ? (table ?? "表") : place.label;
    return { ...place, label, href: deepLink(url, place) };
  }
}

const asLabel = (place) => ({ ...place, label: "表中栏目", match: null });
