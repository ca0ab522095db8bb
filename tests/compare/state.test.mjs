// Run by test_scripts.py: SCRIPTS is the folder of the scripts.
import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(name, process.env.SCRIPTS));
const { fromAddress, toAddress, withKind, withReport } = await load("state.js");
const { Bodies, examples, inOrder } = await load("bodies.js");
const { listed, shortNames, summary } = await load("words.js");

const body = (id, name, years, more = {}) => ({
  id,
  name,
  years,
  aliases: [],
  former_names: [],
  region: null,
  ...more,
});
const LAKE = body("lake", "湖区局", [2019, 2020, 2022], { aliases: ["湖局"] });
const HILL = body("hill-2", "山区局", [2020, 2021], {
  former_names: [{ name: "岭区局", until: 2019 }],
  region: { name: "山市" },
});
const EMPTY = body("sea", "海区局", []);
const BODIES = new Bodies([LAKE, HILL, EMPTY]);
const SUCH = { different: 0, broken: 0, partial: 0, same: 0, empty: 0 };

test("an address gives back the state that it was made of", () => {
  const state = { reports: ["lake-2020", "hill-2-2021"], also: ["same", "empty"], figure: "t.r/c.d" };
  assert.deepEqual(fromAddress(toAddress(state)), state);
  assert.equal(toAddress({ reports: ["lake-2020", "lake-2019"] }), "?r=lake-2020&r=lake-2019");
});

test("an empty state has no address, and what an address does not know is left out", () => {
  assert.equal(toAddress(fromAddress("")), "");
  assert.deepEqual(fromAddress("?r=&r=a-1&r=a-1&also=all&x=1"), { reports: ["a-1"], also: [], figure: "" });
});

test("what is toggled twice is as before", () => {
  const state = fromAddress("?r=lake-2020");
  assert.deepEqual(withReport(state, "lake-2019").reports, ["lake-2020", "lake-2019"]);
  assert.deepEqual(withReport(withReport(state, "lake-2019"), "lake-2019"), state);
  assert.deepEqual(withKind(withKind(state, "same"), "same"), state);
});

test("a report is found by its id only if the site has it", () => {
  assert.deepEqual(BODIES.report("hill-2-2021"), { id: "hill-2-2021", body: HILL, year: 2021 });
  for (const id of ["hill-2-2019", "sea-2020", "hill-2021", "lake", "", "-", "lake-"]) {
    assert.equal(BODIES.report(id), null, id);
  }
});

test("bodies are found by any of their names, every word of them, and by year", () => {
  const found = (text, year) => BODIES.find(text, year).map(({ id }) => id);
  assert.deepEqual(found(""), ["lake", "hill-2"]);
  assert.deepEqual(found("湖局"), ["lake"]);
  assert.deepEqual(found("岭区"), ["hill-2"]);
  assert.deepEqual(found(" 山市  区局 "), ["hill-2"]);
  assert.deepEqual(found("LAKE"), ["lake"]);
  assert.deepEqual(found("山 湖"), []);
  assert.deepEqual(found("", 2021), ["hill-2"]);
  assert.deepEqual(BODIES.years, [2022, 2021, 2020, 2019]);
});

const document = { edition: "2019" };
const reports = (...ids) => ids.map((id) => ({ ...BODIES.report(id), document }));

test("the years of a body stand together in order, bodies as first chosen", () => {
  const order = inOrder(reports("hill-2-2021", "lake-2022", "hill-2-2020", "lake-2019"));
  assert.deepEqual(order.map(({ id }) => id), ["hill-2-2020", "hill-2-2021", "lake-2019", "lake-2022"]);
});

test("examples are two years of one body, and one year of two", () => {
  assert.deepEqual(examples(BODIES).map((pair) => pair.map(({ id }) => id)), [
    ["lake-2020", "lake-2022"],
    ["lake-2020", "hill-2-2020"],
  ]);
  assert.deepEqual(examples(new Bodies([body("one", "一局", [2020])])), []);
});

test("columns are called by what tells them apart", () => {
  assert.deepEqual(shortNames(reports("lake-2019", "lake-2020")), [["2019 年"], ["2020 年"]]);
  assert.deepEqual(shortNames(reports("lake-2020", "hill-2-2020")), [["湖区局", "2020 年"], ["山区局", "2020 年"]]);
  assert.equal(listed(reports("lake-2019", "lake-2020", "hill-2-2020")), "湖区局 2019、2020 年；山区局 2020 年");
});

test("words say what is shown", () => {
  assert.equal(summary([], SUCH), "还没有选年报。选两份就并列，最多 6 份。");
  assert.equal(summary(reports("lake-2019"), SUCH), "已选湖区局 2019 年，再选一份就并列。");
  const two = reports("lake-2019", "lake-2020");
  assert.equal(summary(two, SUCH), "并列 2 份：湖区局 2019、2020 年。没有可并列的格。");
  assert.equal(
    summary(two, { ...SUCH, different: 3, same: 5, empty: 7 }),
    "并列 2 份：湖区局 2019、2020 年。3 行不同，5 行相同。",
  );
  const government = body("city", "湖市政府", [2019], { kind: "government" });
  const mixed = [two[0], { body: government, year: 2019, document }];
  assert.match(summary(mixed, SUCH), /政府的报告一般是本地区的汇总，其他机关的只写自己。$/u);
  assert.doesNotMatch(summary([mixed[1], mixed[1]], SUCH), /汇总/u);
  two[0].document = { edition: null };
  assert.match(summary(two, SUCH), /没有可并列的格。湖区局 2019 年没有统一的表式。$/u);
});
