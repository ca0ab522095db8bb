// Run by test_scripts.py: SCRIPTS is the folder of the scripts.
import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(name, process.env.SCRIPTS));
const { Engine } = await load("engine.js");
const { Narrowing } = await load("narrowing.js");
const { FORM, PROSE, ROWS, TITLE, Pages } = await load("pages.js");
const { Script } = await load("script.js");
const { askTexts, tokensOf } = await load("texts.js");
const { letters, pairs } = await load("tokens.js");

const cut = (text) => {
  const chars = letters(text);
  return [...pairs(chars), ...chars.slice(-1)];
};

/** A site of so many pages of one form, and what is asked of its index and read of its texts. */
function site(texts, form, frequent = "") {
  const table = {
    agencies: [["xian", "县局", "", ""]],
    tableIds: [],
    forms: ["form"],
    idStart: "p",
    ids: texts.map((_, n) => n).join(" "),
    agency: texts.map(() => 0),
    year: texts.map((_, n) => 2000 + n),
    form: texts.map(() => 0),
    tables: texts.map(() => 0),
    title: texts.map(([title]) => cut(title).length),
    prose: texts.map(([title, prose]) => cut(title).length + cut(prose).length),
    second: {},
    traditional: "",
    frequent,
  };
  const pages = new Pages(table, { tables: {}, agencies: [] });
  const all = new Map(texts.map((parts, n) => [`p${n}`, parts.flatMap(cut)]));
  all.set("form", cut(form));
  const asked = new Set();
  const read = new Set();
  const index = askTexts(all);
  return {
    asked,
    read,
    all: {
      ask: (tokens) => (tokens.forEach((each) => asked.add(each)), index(tokens)),
      read: async (id) => (read.add(id), all.get(id)),
      pages,
      script: new Script(async () => new Map(), ""),
    },
  };
}

const many = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const parts = (found) => [...found].map(([page, { part }]) => [page, part]);

test("asks texts as the index is asked", async () => {
  const content = "公（开 开A， α1 12 2ω ω¶.";
  assert.deepEqual(tokensOf({ content }), ["公开", "开a", "α1", "12", "2ω", "ω"]);
  const ask = askTexts([["p0", tokensOf({ content })], ["p1", ["12", "α1"]]]);
  assert.deepEqual(await ask(["α1", "12"]), [{ id: "p0", words: [2] }]);
  assert.deepEqual(await ask(["12"]), [{ id: "p0", words: [3] }, { id: "p1", words: [0] }]);
  assert.deepEqual(await ask(["ω", "公开"]), []);
});

test("a rare part leads to the few pages with the whole, and no more is asked", async () => {
  const texts = many(40, (n) => ["年报", n === 7 ? "白水县政府信息公开" : "政府信息公开", ""]);
  texts[8][1] = "白水县政府";
  const { all, asked, read } = site(texts, "栏目", "政府府信信息息公公开");
  const found = await new Narrowing(all).findAll(["白水县政府信息公开"]);
  assert.deepEqual(parts(found), [[7, PROSE]]);
  assert.deepEqual([...asked], ["白水", "水县"]);
  assert.deepEqual([...read].sort(), ["p7", "p8"]);
});

test("where many pages have the rarest part, the index is asked", async () => {
  const texts = many(40, () => ["年报", "政府信息公开", ""]);
  const { all, read } = site(texts, "栏目", "政府府信");
  assert.equal(await new Narrowing(all).findAll(["政府信息公开"]), null);
  assert.equal(read.size, 0);
});

test("a term of the form is found on all its pages by reading the form", async () => {
  const texts = many(40, (n) => ["年报", n === 3 ? "采购总金额" : "公开", ""]);
  const { all, read } = site(texts, "采购总金额");
  const found = await new Narrowing(all).findAll(["采购总金额"]);
  assert.equal(found.size, 40);
  assert.equal(found.get(3).part, PROSE);
  assert.equal(found.get(4).part, FORM);
  assert.deepEqual([...read].sort(), ["form", "p3"]);
});

test("one term on the page and one in its form are found together", async () => {
  const texts = many(40, (n) => ["年报", n === 3 ? "白水县公开" : "公开", "12"]);
  const { all } = site(texts, "采购总金额", "采购购总总金金额");
  const found = await new Narrowing(all).findAll(["采购总金额", "白水县公开"]);
  assert.deepEqual(parts(found), [[3, FORM]]);
  assert.deepEqual(parts(await new Narrowing(all).findAll(["白水县公开", "12"])), [[3, ROWS]]);
});

test("of many pages the first are read to have something to show", async () => {
  const texts = many(40, (n) => [n === 30 ? "政府信息公开年报" : "年报", "政府信息公开", ""]);
  const { all, read } = site(texts, "栏目", "政府府信信息息公公开");
  const result = await new Engine(all).search({ query: "政府信息公开", chosen: {} }, true);
  assert.equal(result.isPartial, true);
  assert.deepEqual(result.hits.map(({ page }) => page), [30, 39, 38, 37, 36, 35]);
  assert.deepEqual(result.hits.map(({ part }) => part), [TITLE, ...many(5, () => PROSE)]);
  assert.equal(read.size, 6 + 1);
  const full = await new Engine(all).search({ query: "政府信息公开", chosen: {} });
  assert.equal(full.isPartial, undefined);
  assert.equal(full.hits.length, 40);
});

test("what only looks like a hit is not shown", async () => {
  const texts = many(40, (n) => ["年报", n === 0 ? "政府信息公开" : "政府信，息公开", ""]);
  for (const text of texts.slice(1)) text[1] = "信息公，政府信";
  const { all } = site(texts, "栏目", "政府府信信息息公公开");
  const result = await new Engine(all).search({ query: "政府信息公开", chosen: {} }, true);
  assert.deepEqual(result.hits.map(({ page }) => page), [0]);
});

test("what has been loaded before is answered in full at once", async () => {
  const texts = many(40, () => ["年报", "政府信息公开", ""]);
  const engine = new Engine(site(texts, "栏目", "政府府信信息息公公开").all);
  const state = { query: "政府信息公开", chosen: {} };
  assert.equal((await engine.search(state, true)).isPartial, true);
  await engine.search(state);
  assert.equal((await engine.search(state, true)).isPartial, undefined);
});

test("filters hold for what is shown first", async () => {
  const texts = many(40, () => ["年报", "政府信息公开", ""]);
  const { all } = site(texts, "栏目", "政府府信信息息公公开");
  const state = { query: "政府信息公开", chosen: { year: ["2003"] } };
  const result = await new Engine(all).search(state, true);
  assert.deepEqual(result.hits.map(({ page }) => page), [3]);
});
