// What a comparison shows: a sentence, a picture, and the tables of the form.

import { h } from "../html.js";
import { align, counts, filtered, linesOf, mainFigures } from "./align.js";
import { picture } from "./picture.js";
import { OPTIONAL, withKind } from "./state.js";
import { compareTable } from "./table.js";
import { shortNames, summary } from "./words.js";

const MAIN = "主要数字";
const OPTIONS = { same: "只看不同的行", partial: "显示只在一部分表式里有的行", empty: "显示空行" };
// Their box is ticked while the lines are left out.
const NEGATIVE = new Set(["same"]);

export class Result {
  /** `go` is called with the state that the reader asks for. */
  constructor(forms, go) {
    this.forms = forms;
    this.go = go;
    this.state = null;
    this.said = h("p", { class: "gk-said", role: "status" });
    this.boxes = new Map(OPTIONAL.map((kind) => [kind, this.box(kind)]));
    this.figure = h("select", {
      id: "gk-compare-figure",
      onchange: () => this.go({ ...this.state, figure: this.figure.value }),
    });
    this.drawn = h("div", { class: "gk-drawn" });
    this.tables = h("div", {});
    this.element = h(
      "div",
      { hidden: true },
      h("h2", { id: "picture" }, "图"),
      h("p", { class: "gk-pick" }, h("label", { for: this.figure.id }, "画哪一行 "), this.figure),
      this.drawn,
      h("h2", { id: "tables" }, "逐格并列"),
      h("p", { class: "gk-pick" }, OPTIONAL.map((kind) => this.option(kind))),
      this.tables,
    );
  }

  box(kind) {
    const onchange = () => this.go(withKind(this.state, kind));
    return h("input", { type: "checkbox", id: `gk-compare-${kind}`, onchange });
  }

  option(kind) {
    const box = this.boxes.get(kind);
    return h("label", { for: box.id }, box, OPTIONS[kind]);
  }

  /** Says that what was chosen is on its way. */
  wait() {
    this.said.textContent = "正在取年报……";
  }

  /** Shows reports, {body, year, document} each, as a state asks for. */
  show(state, reports) {
    const documents = reports.map(({ document }) => document);
    const tables = align(this.forms, documents);
    const found = counts(tables);
    this.state = state;
    this.said.textContent = summary(reports, found);
    this.element.hidden = reports.length < 2;
    for (const [kind, box] of this.boxes) {
      box.checked = state.also.includes(kind) !== NEGATIVE.has(kind);
      box.parentElement.hidden = !found[kind];
    }
    if (reports.length < 2) return;
    const left = OPTIONAL.filter((kind) => !state.also.includes(kind));
    const kept = filtered(tables, ({ kind }) => !left.includes(kind));
    this.draw(state, reports, kept);
    this.list(reports, kept);
  }

  /** Draws the row that is chosen, else the main figures with their table. */
  draw({ figure }, reports, tables) {
    const names = shortNames(reports).map((parts) => parts.join(" "));
    const chosen = linesOf(tables).find(({ id }) => id === figure);
    this.figure.replaceChildren(h("option", { value: "" }, MAIN), ...tables.map(optionsOf));
    this.figure.value = chosen ? figure : "";
    if (chosen) {
      this.drawn.replaceChildren(picture(this.figure.selectedOptions[0].textContent, [chosen], names));
      return;
    }
    const main = mainFigures(this.forms, reports.map(({ document }) => document));
    const layout = { id: "main", caption: MAIN, groups: [{ lines: main }] };
    const shown = main.length
      ? [picture(MAIN, main, names), this.table(layout, reports)]
      : [h("p", {}, "这些年报没有申请情况的数。")];
    this.drawn.replaceChildren(...shown);
  }

  /** The tables below the parts of the report that they stand in. */
  list(reports, tables) {
    const blocks = tables.map((table, n) => [
      table.section !== tables[n - 1]?.section && h("h3", {}, table.section),
      this.table(captioned(table), reports),
    ]);
    const none = h("p", { class: "gk-notice" }, "没有不同的行；用上面的选项可以看其余的行。");
    this.tables.replaceChildren(...(tables.length ? blocks.flat().filter(Boolean) : [none]));
  }

  /** A table; of two years of one body with what changed between them. */
  table(layout, reports) {
    const names = shortNames(reports);
    const columns = reports.map(({ document: { page } }, n) => ({ names: names[n], page }));
    const changes = reports.length === 2 && reports[0].body === reports[1].body;
    return compareTable(layout, columns, changes);
  }
}

/** A table with what it is called; where it fills a part of the report, the heading says it. */
const captioned = (table) =>
  table.caption ? table : { ...table, caption: table.section, hidesCaption: true };

/** The lines of a table as a group of options. */
function optionsOf({ caption, section, groups }) {
  const options = groups.flatMap(({ labels, lines }) =>
    lines.map(({ id, label }) => h("option", { value: id }, [...labels.slice(-1), label].join("："))),
  );
  return h("optgroup", { label: caption ?? section }, options);
}
