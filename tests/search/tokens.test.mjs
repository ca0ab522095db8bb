// Run by test_scripts.py: SCRIPTS is the folder of the scripts, CASES the shared cases.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

const load = (name) => import(new URL(name, process.env.SCRIPTS));
const { compile, find, longNumber, letters, pairs, terms, units, untokenize } = await load("tokens.js");

const { cases } = JSON.parse(await readFile(new URL("token_cases.json", import.meta.url)));

for (const [text, expected] of cases) {
  test(`cuts ${JSON.stringify(text)} as pages are cut`, () => {
    const chars = letters(text);
    assert.equal([...pairs(chars), ...chars.slice(-1)].join(" "), expected);
  });
}

test("a number at an end of a term may be part of a longer one", () => {
  assert.deepEqual(compile("收到125").chars.join(""), "收到α125");
  assert.deepEqual(compile("收到125").whole.join(""), "收到α125ω");
  assert.deepEqual(compile("25件").chars.join(""), "25ω件");
  assert.deepEqual(compile("125").chars.join(""), "125");
  assert.deepEqual(compile("125").whole.join(""), "α125ω");
  assert.equal(compile("公开").whole, null);
});

test("a long number is a token as a whole", () => {
  assert.equal(longNumber(compile("75394432.52")), "α75394432δ52ω");
  assert.equal(longNumber(compile("1,234,567")), "α1234567ω");
  for (const text of ["1234", "12345元", "金额12345", "12345，67890", "公开"]) {
    assert.equal(longNumber(compile(text)), null, text);
  }
});

test("a single digit is a number of its own", () => {
  assert.deepEqual(compile("5"), { chars: ["α", "5", "ω"], whole: null });
});

test("white space separates terms, marks alone are none", () => {
  assert.deepEqual(terms("  公开 \u3000“年报”\t，  "), ["公开", "“年报”"]);
  assert.deepEqual(terms("，。"), []);
});

test("finds where characters stand in a text as it is printed", () => {
  const text = "共“１２．５”件，另 12.5 件。";
  const places = find(units(text), compile("12.5").chars);
  assert.deepEqual(places.map(([from, to]) => text.slice(from, to)), ["１２．５", "12.5"]);
  assert.deepEqual(find(units("共 125 件"), compile("12.5").chars), []);
});

test("finds whole numbers and parts of them", () => {
  assert.equal(find(units("31255 件"), compile("125").chars).length, 1);
  assert.equal(find(units("31255 件"), compile("125").whole).length, 0);
});

test("gives back the text of tokens with its marks", () => {
  const tokens = ["（一办）", "办理", "理α␣", "α2", "2δ", "δ5", "5ω", "ω件␣", "件。"];
  assert.equal(untokenize(tokens), "（一）办理 2.5 件。");
});
