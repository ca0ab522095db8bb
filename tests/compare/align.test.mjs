// Run by test_scripts.py: SCRIPTS is the folder of the scripts. The forms and reports are made up.
import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(name, process.env.SCRIPTS));
const { align, counts, filtered, linesOf, mainFigures } = await load("align.js");

// 2021 renames a row with a break, gives another as a group of two, and drops a column.
const FORMS = {
  editions: [
    {
      id: "2019",
      from: 2019,
      tables: [{ id: "t", section: "二、表", caption: "旧表", unit: "件" }],
      rows: { "t.rules": ["规章"], "t.papers": ["文件"], "t.other": ["其他"] },
      columns: { "t/made": ["制作"], "t/open": ["公开"] },
    },
    {
      id: "2021",
      from: 2021,
      tables: [{ id: "t", section: "二、表", caption: "新表", unit: "件" }],
      rows: {
        "t.rules": ["规章"],
        "t.norms": ["行政文件"],
        "t.other": ["其他"],
        "t.other.late": ["其他", "逾期"],
        "t.other.rest": ["其他", "其余"],
      },
      columns: { "t/made": ["制作"] },
    },
  ],
  lines: [
    { group: "t.rules", cells: { 2019: "t.rules/made", 2021: "t.rules/made" }, isCount: true },
    { group: "t.rules", cells: { 2019: "t.rules/open" }, isCount: true },
    { group: "t.papers", cells: { 2019: "t.papers/made", 2021: "t.norms/made" }, isCount: true },
    { group: "t.papers", cells: { 2019: "t.papers/open" }, isCount: true },
    { group: "t.other", cells: { 2019: "t.other/made", 2021: "t.other/made" }, isCount: true },
    { group: "t.other", cells: { 2019: "t.other/open" }, isCount: true },
    { group: "t.other.late", cells: { 2021: "t.other.late/made" }, isCount: true },
    { group: "t.other.rest", cells: { 2021: "t.other.rest/made" }, isCount: true },
  ],
  main: [{ name: "其他", address: "t.other/made" }, { name: "规章", address: "t.rules/made" }],
};

const cell = (value) => (value === null ? { state: "blank" } : { state: "number", value, printed: String(value) });

/** A report of an edition with the figures of its rows; null is a blank. */
const report = (edition, rows, flags = []) => ({
  edition,
  flags,
  tables: [
    {
      id: "t",
      columns: edition === "2019" ? [{ id: "made" }, { id: "open" }] : [{ id: "made" }],
      rows: Object.entries(rows).map(([id, figures]) => ({ id, cells: figures.map(cell) })),
    },
  ],
});

const OLD = report("2019", { rules: [0, 1], papers: [7, 5], other: [4, null] });
const NEW = report("2021", { rules: [0], norms: [7], "other.late": [1], "other.rest": [2] });

const line = (tables, id) => linesOf(tables).find((each) => each.id === id);

test("a row that follows another is one line with it, after a break", () => {
  const tables = align(FORMS, [OLD, NEW]);
  const norms = line(tables, "t.norms/made");
  assert.deepEqual(tables.map(({ id, caption }) => [id, caption]), [["t", "新表"]]);
  assert.equal(norms.kind, "broken");
  assert.deepEqual(norms.cells.map(({ address, value }) => [address, value]), [["t.papers/made", 7], ["t.norms/made", 7]]);
  assert.deepEqual(norms.was, [{ edition: "2019", label: "文件·制作" }]);
});

test("between two reports on one form there is no break, and its own labels are used", () => {
  const [table] = align(FORMS, [OLD, OLD]);
  assert.equal(table.caption, "旧表");
  const papers = line([table], "t.papers/made");
  assert.equal(papers.kind, "same");
  assert.deepEqual(papers.was, []);
  assert.equal(line([table], "t.norms/made"), undefined);
  assert.equal(line([table], "t.other.late/made"), undefined);
});

test("a row that a report gives as several is their sum", () => {
  const other = line(align(FORMS, [OLD, NEW]), "t.other/made");
  assert.deepEqual(other.cells.map(({ value, isSum = false }) => [value, isSum]), [[4, false], [3, true]]);
  assert.equal(other.kind, "different");
  assert.equal(other.cells[1].anchor, "t.other");
});

test("a group that a report gives as one row stands as printed, its rows were not printed", () => {
  const collapsed = report("2021", { rules: [0], norms: [7], other: [9] });
  const tables = align(FORMS, [NEW, collapsed]);
  assert.deepEqual(line(tables, "t.other/made").cells.map(({ value }) => value), [3, 9]);
  assert.deepEqual(line(tables, "t.other.late/made").cells.map(({ state }) => state), ["number", "not_printed"]);
});

test("a sum with a blank in it is none", () => {
  const blank = report("2021", { rules: [0], norms: [7], "other.late": [1], "other.rest": [null] });
  assert.equal(line(align(FORMS, [OLD, blank]), "t.other/made").cells[1].state, "unknown");
});

test("rows that differ come first, then breaks, then what one form lacks, then what is the same", () => {
  const [{ groups }] = align(FORMS, [OLD, NEW]);
  assert.deepEqual(groups.map(({ labels, kind }) => [labels.at(-1), kind]), [
    ["其他", "different"],
    ["行政文件", "broken"],
    ["规章", "partial"],
    ["逾期", "partial"],
    ["其余", "partial"],
  ]);
  assert.deepEqual(groups[2].lines.map(({ label, kind }) => [label, kind]), [["公开", "partial"], ["制作", "same"]]);
});

test("a line of a row that bore another name says so", () => {
  const [{ groups }] = align(FORMS, [OLD, NEW]);
  assert.deepEqual(groups[1].lines.map(({ label }) => label), ["制作", "文件·公开"]);
});

test("lines are counted by kind, and leave no empty group or table behind", () => {
  const tables = align(FORMS, [OLD, NEW]);
  assert.deepEqual(counts(tables), { different: 1, broken: 1, partial: 4, same: 1, empty: 1 });
  const kept = filtered(tables, ({ kind }) => kind === "broken");
  assert.deepEqual(linesOf(kept).map(({ id }) => id), ["t.norms/made"]);
  assert.equal(kept[0].groups.length, 1);
  assert.deepEqual(filtered(tables, () => false), []);
});

test("main figures are cells, or sums of the rows below one", () => {
  const figures = mainFigures(FORMS, [OLD, NEW]);
  assert.deepEqual(figures.map(({ label, cells }) => [label, cells.map(({ value }) => value)]), [
    ["其他", [4, 3]],
    ["规章", [0, 0]],
  ]);
});

test("the flags of a report stand at their cells", () => {
  const flagged = report("2019", { rules: [0, 1] }, [{ number: 2, cell: "t.rules/open", note: null }]);
  const tables = align(FORMS, [flagged, flagged]);
  assert.deepEqual(line(tables, "t.rules/open").cells[0].flags.map(({ number }) => number), [2]);
  assert.deepEqual(line(tables, "t.rules/made").cells[0].flags, []);
});

test("a report without a form has no cell", () => {
  const none = { edition: null, flags: [], tables: [] };
  assert.deepEqual(align(FORMS, [none, none]), []);
  assert.deepEqual(mainFigures(FORMS, [none, none]), []);
  assert.deepEqual(counts(align(FORMS, [none, OLD])).partial, 5);
});
