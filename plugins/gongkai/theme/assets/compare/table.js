// Tables of reports side by side: a column for each, and what changed where that means something.

import { h } from "../html.js";
import { SPOKEN, change, isAfterBreak, isFilled } from "./cells.js";

const FEW = 3; // columns; a figure should not stand far from its label

const spoken = (text) => h("span", { class: "gk-sr" }, text);

/**
 * A table in its scrolling region.
 *
 * `layout` is {id, caption, hidesCaption, unit, groups}; a group has a row of its own where it has
 * `labels`. `columns` are {names, page}. With `changes` a last column tells what changed between
 * two years of one body.
 */
export function compareTable(layout, columns, changes) {
  const caption = `${layout.id}.caption`;
  const unit = layout.unit && h("span", { class: "gov-unit" }, `单位：${layout.unit}`);
  const table = h(
    "table",
    { class: "gov gk-beside" },
    h("caption", { id: caption, class: layout.hidesCaption && "gk-sr" }, h("span", {}, layout.caption), unit),
    h("thead", {}, head(columns, changes)),
    layout.groups.map((group) => body(group, columns, changes)),
  );
  const css = columns.length > FEW ? "gov-table" : "gov-table gk-beside--few";
  const region = { class: css, role: "region", "aria-labelledby": caption, tabindex: "0" };
  return h("div", region, table);
}

function head(columns, changes) {
  const names = columns.map(({ names: [first, second], page }) =>
    h("th", { scope: "col" }, h("a", { href: page }, first), second && h("small", {}, second)),
  );
  const about = changes && `${columns[1].names[0]}减 ${columns[0].names[0]}`;
  return h(
    "tr",
    {},
    h("td", { class: "gov-corner" }, "项目"),
    names,
    changes && h("th", { scope: "col" }, "增减", h("small", {}, about)),
  );
}

/** One row of the form: its label, if it has one, and below it a line for each of its cells. */
function body({ labels = [], lines }, columns, changes) {
  const width = columns.length + 1 + (changes ? 1 : 0);
  const above = labels.slice(0, -1).map((label) => h("small", {}, label));
  const own = labels.length > 0 && h(
    "tr",
    {},
    h(
      "th",
      { scope: "rowgroup", colspan: width, class: "gk-beside__row" },
      h("span", {}, above, labels.at(-1)),
    ),
  );
  return h("tbody", {}, own, lines.map((line) => row(line, columns, changes)));
}

function row(line, columns, changes) {
  const was = (line.was ?? []).map(({ edition, label }) =>
    h("small", { class: "gk-broken" }, `口径改变：${edition} 版是“${label}”`),
  );
  return h(
    "tr",
    { "data-cell": line.id ?? null },
    h("th", { scope: "row" }, line.label, was),
    line.cells.map((cell, n) => dataCell(cell, columns[n].page, isAfterBreak(line.cells, n))),
    changes && h("td", { class: line.kind === "broken" && "gov-text gk-broken" }, difference(line)),
  );
}

function difference({ kind, isCount, cells: [earlier, later] }) {
  if (kind === "broken") return "口径改变";
  const shown = isCount && kind !== "partial" ? change(earlier, later) : null;
  return shown ?? [h("span", { "aria-hidden": "true" }, "–"), spoken("不计增减")];
}

/** The figure as printed, which leads to its cell in the report; what is not there is said. */
function dataCell(cell, page, isBroken) {
  const css = [
    ["na", "text"].includes(cell.state) && "gov-text",
    ["not_printed", "not_in_form"].includes(cell.state) && "gov-absent",
    isBroken && "gov-break",
  ];
  const attributes = { class: css.filter(Boolean).join(" ") || null };
  if (isFilled(cell)) {
    const signs = cell.flags.map((flag) => sign(flag, page));
    const note = cell.isSum && h("small", {}, "分项之和");
    return h("td", attributes, h("a", { href: `${page}#${cell.anchor}` }, cell.printed), note, signs);
  }
  if (cell.state === "unknown") return h("td", attributes, h("small", {}, SPOKEN.unknown));
  return h("td", attributes, spoken(SPOKEN[cell.state]));
}

/** The sign of a figure that disagrees with others, as on its report. */
const sign = ({ number, note }, page) =>
  h(
    "sup",
    { class: "gk-mark gk-flag" },
    h("a", { href: `${page}#flag-${number}`, title: note ?? "尚未说明" }, `校${number}`),
  );
