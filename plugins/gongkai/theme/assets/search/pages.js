// The facts of all indexed pages: which pass the filters, how many there are of each value.

// Where on a page the best hit is, in order of rank.
export const TITLE = 0;
export const PROSE = 1;
export const ROWS = 2;
export const FORM = 3;

export const GROUPS = ["year", "region", "agency", "kind", "table"];

/** The pages of gongkai-pages.json and, of names.json, what things are called. */
export class Pages {
  constructor(table, names) {
    this.table = table;
    this.size = table.year.length;
    this.agencies = table.agencies.map(([id, name, kind, region]) => ({ id, name, kind, region }));
    this.tableLabels = names.tables;
    this.otherNames = new Map(names.agencies.map(([id, ...rest]) => [id, rest]));
    this.pageIds = table.ids.split(" ").map((id) => table.idStart + id);
    this.numbers = new Map(this.pageIds.map((id, n) => [id, n]));
    // The most frequent tokens of the index, pairs of characters, in order.
    this.frequent = table.frequent.match(/../gu) ?? [];
    this.ofForm = table.forms.map(() => []);
    table.form.forEach((form, n) => form >= 0 && this.ofForm[form].push(n));
  }

  /** The number of the page with an id of Pagefind's; undefined if it is a form's copy. */
  number(id) {
    return this.numbers.get(id);
  }

  /** Pagefind's id of a page. */
  id(page) {
    return this.pageIds[page];
  }

  /** Pagefind's id of a page's form. */
  formId(page) {
    return this.table.forms[this.table.form[page]];
  }

  /** The ids of a page, or of all pages of a form, by the id of either. */
  idsAt(id) {
    return this.number(id) === undefined ? this.pagesOfForm(id).map((page) => this.id(page)) : [id];
  }

  /** The pages of the form with an id of Pagefind's. */
  pagesOfForm(id) {
    return this.ofForm[this.table.forms.indexOf(id)] ?? [];
  }

  /** The part of a page in which a token stands, by its place there. */
  part(page, place) {
    const { title, prose } = this.table;
    if (place < title[page]) return TITLE;
    return place < prose[page] ? PROSE : ROWS;
  }

  agency(page) {
    return this.agencies[this.table.agency[page]];
  }

  /** The values of a page in a group, as they stand in a URL. */
  values(page, group) {
    if (group === "year") return [String(this.table.year[page])];
    if (group === "table") return this.tablesOf(page);
    const value = this.agency(page)[group === "agency" ? "id" : group];
    return value ? [value] : [];
  }

  tablesOf(page) {
    return this.table.tableIds.filter((_, n) => this.table.tables[page] & (1 << n));
  }

  /** What a value is called. */
  label(group, value) {
    if (group === "year") return `${value} 年`;
    if (group === "agency") return this.agencies.find(({ id }) => id === value)?.name ?? value;
    return group === "table" ? (this.tableLabels[value] ?? value) : value;
  }

  /** Whether a page has, in each group with a choice, one of the chosen values. */
  passes(page, chosen, except) {
    return GROUPS.every((group) => {
      const wanted = chosen[group];
      if (group === except || !wanted?.length) return true;
      return this.values(page, group).some((value) => wanted.includes(value));
    });
  }

  /**
   * For each group, how many of the pages there are of each value: [value, count]. The choice made
   * in a group does not narrow that group, so that its other values stay on offer.
   */
  counts(pages, chosen) {
    return Object.fromEntries(
      GROUPS.map((group) => {
        const counted = new Map((chosen[group] ?? []).map((value) => [value, 0]));
        for (const page of pages) {
          if (!this.passes(page, chosen, group)) continue;
          for (const value of this.values(page, group)) {
            counted.set(value, (counted.get(value) ?? 0) + 1);
          }
        }
        return [group, [...counted].sort(this.order(group))];
      }),
    );
  }

  /** Newest year first, tables as on the form, all others the most frequent first. */
  order(group) {
    if (group === "year") return ([a], [b]) => b.localeCompare(a);
    if (group === "table") {
      const labels = Object.keys(this.tableLabels);
      return ([a], [b]) => labels.indexOf(a) - labels.indexOf(b);
    }
    const name = (value) => this.label(group, value);
    return ([a, m], [b, n]) => n - m || name(a).localeCompare(name(b), "zh");
  }
}
