// Reports aligned cell by cell through the editions of the form.
//
// A report is its document as the site publishes it. A cell gets the address that it has in its own
// report, the flags of the checks that stand at it, and an anchor on the report's page.

import { kindOf, sum } from "./cells.js";

/** Differences first, what cannot be compared behind them; `empty` lines have nothing to show. */
export const KINDS = ["different", "broken", "partial", "same", "empty"];

const NOT_IN_FORM = { state: "not_in_form", flags: [] };

const rank = ({ kind }) => KINDS.indexOf(kind);
const byRank = (a, b) => rank(a) - rank(b);

/**
 * The tables of the forms that the reports are on: [{id, section, caption, unit, groups}].
 *
 * A group is a row of the form, {labels, lines, kind}; a line a cell of that row, {id, label, was,
 * isCount, kind, cells}, with a cell for each report. `id` is the newest address; `was` tells what
 * older forms print where the line is broken, [{edition, label}]. Groups and lines are in the order
 * of `KINDS`, those of one kind as on the form.
 */
export function align(forms, reports) {
  const used = forms.editions.filter(({ id }) => reports.some(({ edition }) => edition === id));
  const indexes = reports.map(cellIndex);
  const tables = new Map();
  for (const line of forms.lines) {
    const own = used.filter(({ id }) => id in line.cells);
    if (!own.length) continue;
    const cells = reports.map(({ edition }, n) => cellOf(line, edition, indexes[n]));
    const aligned = { ...labelled(line, own), isCount: line.isCount, kind: kindOf(cells), cells };
    const groups = entry(tables, tableId(aligned.id), () => new Map());
    entry(groups, line.group, () => []).push(aligned);
  }
  return [...tables].map(([id, groups]) => ({
    ...newestTable(used, id),
    groups: [...groups.values()].map(arranged).sort(byRank),
  }));
}

/** The main figures: {label, isCount, kind, cells} for each, with a cell for each report. */
export function mainFigures(forms, reports) {
  const indexes = reports.map(cellIndex);
  const figures = forms.main.map(({ name, address }) => {
    const cells = indexes.map((index) => cellAt(address, index) ?? NOT_IN_FORM);
    return { label: name, isCount: true, kind: kindOf(cells), cells };
  });
  return figures.filter(({ kind }) => kind !== "empty");
}

/** How many lines are of each kind. */
export function counts(tables) {
  const found = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of linesOf(tables)) found[kind] += 1;
  return found;
}

export const linesOf = (tables) =>
  tables.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines));

/** The tables with the lines that pass, without groups and tables that have none left. */
export function filtered(tables, passes) {
  const kept = ({ groups, ...table }) => ({
    ...table,
    groups: groups
      .map((group) => ({ ...group, lines: group.lines.filter(passes) }))
      .filter(({ lines }) => lines.length),
  });
  return tables.map(kept).filter(({ groups }) => groups.length);
}

// --- one line ----------------------------------------------------------------------------------

/** The cells of a report by address. */
function cellIndex({ tables, flags }) {
  const index = new Map();
  for (const table of tables) {
    for (const row of table.rows) {
      row.cells.forEach((cell, n) => {
        const address = `${table.id}.${row.id}/${table.columns[n].id}`;
        const own = flags.filter((flag) => flag.cell === address);
        index.set(address, { ...cell, address, anchor: address, flags: own });
      });
    }
  }
  return index;
}

/** The cell of a line in a report; one that its form lacks has no address. */
function cellOf({ cells }, edition, index) {
  const address = cells[edition];
  if (!address) return NOT_IN_FORM;
  return cellAt(address, index) ?? { state: "not_printed", address, flags: [] };
}

/** The cell at an address; where the report has rows below that row instead, their sum. */
function cellAt(address, index) {
  if (index.has(address)) return index.get(address);
  const [row, column] = address.split("/");
  const parts = [...index.values()].filter((cell) => {
    const [head, tail] = cell.address.split("/");
    return tail === column && head.startsWith(`${row}.`);
  });
  return parts.length ? { ...sum(parts), address, anchor: row } : null;
}

/** What a line is called by the newest of the editions that have it, and was in those before. */
function labelled(line, own) {
  const newest = own.at(-1);
  const id = line.cells[newest.id];
  const older = own.filter((edition) => line.cells[edition.id] !== id);
  const labels = (edition) => labelsOf(edition, line.cells[edition.id]);
  return {
    id,
    edition: newest,
    ...labels(newest),
    was: older.map((edition) => {
      const { row, column } = labels(edition);
      return { edition: edition.id, label: [...row, ...column].join("·") };
    }),
  };
}

function labelsOf({ rows, columns }, address) {
  const [row, column] = address.split("/");
  return { row: rows[row], column: columns[`${tableId(address)}/${column}`] };
}

/** A group under the row labels of its newest line; a line of another row says so. */
function arranged(lines) {
  const newest = lines.reduce((best, line) => (line.edition.from > best.edition.from ? line : best));
  const named = lines.map(({ row, column, edition, ...line }) => {
    const isOther = row.join() !== newest.row.join();
    return { ...line, label: [...(isOther ? row.slice(-1) : []), ...column].join("·") };
  });
  named.sort(byRank);
  return { labels: newest.row, lines: named, kind: named[0].kind };
}

const tableId = (address) => address.split(".", 1)[0];

/** A table as the newest of the editions that have it gives it. */
const newestTable = (editions, id) =>
  editions.flatMap(({ tables }) => tables).findLast((table) => table.id === id);

/** The value at a key, made if there is none. */
function entry(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}
