// Figures as bars. The words are the page's, so that they wrap and grow; only the bars are drawn.

import { h, svg } from "../html.js";
import { bars } from "./bars.js";
import { SPOKEN, isAfterBreak, isFilled } from "./cells.js";

const MOST_SHORT = 6; // letters of "2020 年"; longer names need more room

/** A picture of lines that share one scale; `names` are those of the reports. */
export function picture(title, lines, names) {
  const drawn = bars(lines.flatMap(({ cells }) => cells));
  const groups = lines.map((line, n) =>
    group(line, names, drawn.slice(n * names.length, (n + 1) * names.length), lines.length > 1),
  );
  const about = `柱状图：${title}，${names.join("、")}。数见下表。`;
  return h(
    "figure",
    { class: names.some((name) => name.length > MOST_SHORT) ? "gk-bars gk-bars--named" : "gk-bars" },
    h("figcaption", {}, title),
    h("div", { role: "img", "aria-label": about }, groups),
  );
}

function group({ label, cells }, names, drawn, isNamed) {
  return h(
    "div",
    { class: "gk-bars__group" },
    isNamed && h("p", {}, label),
    cells.map((cell, n) => [
      isAfterBreak(cells, n) && h("p", { class: "gk-bars__break" }, "口径改变，上下不可比"),
      bar(cell, names[n], drawn[n]),
    ]),
  );
}

function bar(cell, name, drawn) {
  const value = isFilled(cell) ? cell.printed : SPOKEN[cell.state];
  if (!drawn) {
    return h("div", { class: "gk-bars__bar" }, h("span", {}, name), h("span", { class: "gk-bars__none" }, value));
  }
  const { from: x, width } = drawn;
  const shape = svg("rect", { x, y: 0, width, height: 10, "data-value": cell.value });
  return h(
    "div",
    { class: "gk-bars__bar" },
    h("span", {}, name),
    h("span", {}, value),
    svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none" }, shape),
  );
}
