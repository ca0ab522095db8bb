// The bodies of the site and their reports, out of data/agencies.json.

export class Bodies {
  constructor(list) {
    this.list = list.filter(({ years }) => years.length);
    this.byId = new Map(this.list.map((body) => [body.id, body]));
  }

  /** Every year that any body has a report on, the newest first. */
  get years() {
    return [...new Set(this.list.flatMap(({ years }) => years))].sort((a, b) => b - a);
  }

  /** The report of an id as {id, body, year}; null if there is none. */
  report(id) {
    const cut = id.lastIndexOf("-");
    const body = this.byId.get(id.slice(0, cut));
    const year = Number(id.slice(cut + 1));
    return body?.years.includes(year) ? { id, body, year } : null;
  }

  /** The bodies that bear every word of a text, in their own order; with a year, those that have it. */
  find(text, year = null) {
    const words = text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
    return this.list.filter(
      (body) =>
        (year === null || body.years.includes(year)) &&
        words.every((word) => names(body).some((name) => name.includes(word))),
    );
  }
}

export const reportId = (body, year) => `${body.id}-${year}`;

/** Reports side by side: those of a body together, its years in order; bodies as first chosen. */
export function inOrder(reports) {
  const bodies = [...new Set(reports.map(({ body }) => body))];
  const place = ({ body }) => bodies.indexOf(body);
  return [...reports].sort((a, b) => place(a) - place(b) || a.year - b.year);
}

/** Reports by which the page may be tried: a body's last two years, or two bodies of the same year. */
export function examples({ list, years }) {
  const found = [];
  const long = list.find((body) => body.years.length > 1);
  if (long) found.push(long.years.slice(-2).map((year) => ({ body: long, year })));
  const common = years.find((year) => list.filter((body) => body.years.includes(year)).length > 1);
  if (common) {
    const two = list.filter((body) => body.years.includes(common)).slice(0, 2);
    found.push(two.map((body) => ({ body, year: common })));
  }
  return found.map((pair) => pair.map((each) => ({ ...each, id: reportId(each.body, each.year) })));
}

const names = ({ id, name, aliases, former_names: former, region }) =>
  [id, name, ...aliases, ...former.map((each) => each.name), region?.name ?? ""].map((each) =>
    each.toLowerCase(),
  );
