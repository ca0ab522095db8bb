// Run by test_scripts.py: SCRIPTS is the folder of the scripts.
import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(name, process.env.SCRIPTS));
const { change, isAfterBreak, kindOf, sum } = await load("cells.js");
const { bars } = await load("bars.js");

const cell = (value, more = {}) => ({
  state: "number",
  value,
  printed: String(value),
  address: "t.r/c",
  flags: [],
  ...more,
});
const BLANK = { state: "blank", address: "t.r/c", flags: [] };
const SLASH = { state: "na", printed: "/", address: "t.r/c", flags: [] };
const NOWHERE = { state: "not_in_form", flags: [] };

const KINDS = [
  ["equal counts", [cell(3), cell(3)], "same"],
  ["other counts", [cell(3), cell(3), cell(4)], "different"],
  ["a blank is no zero", [cell(0), BLANK], "different"],
  ["a stroke is no blank", [SLASH, BLANK], "different"],
  ["two strokes", [SLASH, SLASH], "same"],
  ["nothing anywhere", [BLANK, BLANK], "empty"],
  ["nothing where it could be", [BLANK, NOWHERE], "empty"],
  ["not on every form", [cell(3), NOWHERE], "partial"],
  ["after a break", [cell(3), cell(3, { address: "t.r/d" })], "broken"],
  ["a break beside a form without it", [cell(3), NOWHERE, cell(3, { address: "t.r/d" })], "broken"],
  ["equal amounts", [cell("1.50"), cell("1.5")], "same"],
  ["an amount and a count", [cell("2.0"), cell(2)], "same"],
  ["tens are no ones", [cell(10), cell(1)], "different"],
  ["other units", [cell("1.5", { unit: "元" }), cell("1.5")], "different"],
];

for (const [name, cells, kind] of KINDS) {
  test(`${name}: ${kind}`, () => assert.equal(kindOf(cells), kind));
}

test("a break is where the address is another than that of the last cell on a form", () => {
  const cells = [cell(1), cell(2), NOWHERE, cell(3, { address: "t.r/d" }), cell(4, { address: "t.r/d" })];
  assert.deepEqual(cells.map((_, n) => isAfterBreak(cells, n)), [false, false, false, true, false]);
});

test("a difference has its sign, and is of counts only", () => {
  assert.equal(change(cell(21), cell(81)), "+60");
  assert.equal(change(cell(81), cell(21)), "−60");
  assert.equal(change(cell(7), cell(7)), "0");
  for (const other of [BLANK, SLASH, NOWHERE, cell("1.5")]) {
    assert.equal(change(cell(7), other), null);
    assert.equal(change(other, cell(7)), null);
  }
});

test("a sum says that it is none of the printed figures, and is not made with a blank", () => {
  assert.deepEqual(sum([cell(1), cell(2)]), { state: "number", value: 3, printed: "3", isSum: true, flags: [] });
  assert.equal(sum([cell(1), BLANK]).state, "unknown");
  assert.equal(sum([cell(1), SLASH]).state, "unknown");
  assert.deepEqual(sum([cell(1, { flags: [5] }), cell(2, { flags: [6] })]).flags, [5, 6]);
});

test("bars share one scale that begins at 0", () => {
  assert.deepEqual(bars([cell(21), cell(84), cell(0), BLANK]), [
    { from: 0, width: 25 },
    { from: 0, width: 100 },
    { from: 0, width: 0 },
    null,
  ]);
});

test("bars below 0 end where those above begin", () => {
  assert.deepEqual(bars([cell(-25), cell(75)]), [{ from: 0, width: 25 }, { from: 25, width: 75 }]);
  assert.deepEqual(bars([cell(-4), cell(-2)]), [{ from: 0, width: 100 }, { from: 50, width: 50 }]);
});

test("where all is 0 or nothing, bars have no length", () => {
  assert.deepEqual(bars([cell(0), cell(0)]), [{ from: 0, width: 0 }, { from: 0, width: 0 }]);
  assert.deepEqual(bars([BLANK, NOWHERE]), [null, null]);
});
