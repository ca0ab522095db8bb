// Where reports are chosen: those taken, and a list of bodies with a box for each year.

import { h, onTyped } from "../html.js";
import { reportId } from "./bodies.js";
import { MOST } from "./state.js";
import { fullName } from "./words.js";

const SHOWN = 12; // bodies listed at a time; the rest is found by name

export class Chooser {
  /** `toggle` is called with the id of a report that is taken up or dropped. */
  constructor(bodies, toggle) {
    this.bodies = bodies;
    this.toggle = toggle;
    this.boxes = new Map();
    this.state = { reports: [] };
    this.taken = h("ul", { class: "gk-taken", "aria-label": "已选的年报" });
    this.title = h("summary", {});
    this.field = h("input", {
      type: "search",
      id: "gk-compare-body",
      placeholder: "名称、别名、地区",
      autocomplete: "off",
    });
    this.year = h(
      "select",
      { id: "gk-compare-year", onchange: () => this.list() },
      h("option", { value: "" }, "各年"),
      bodies.years.map((year) => h("option", { value: String(year) }, `${year} 年`)),
    );
    this.found = h("div", { class: "gk-offered" });
    this.rest = h("p", { class: "gk-legend", "aria-live": "polite" });
    onTyped(this.field, () => this.list());
    this.fold = h("details", { class: "gk-choose__fold" }, this.title, this.filter(), this.found, this.rest);
    this.element = h(
      "section",
      { class: "gk-choose", "aria-label": "选年报" },
      this.taken,
      this.fold,
    );
    this.list();
  }

  filter() {
    return h(
      "div",
      { class: "gk-choose__filter" },
      h("p", {}, h("label", { for: this.field.id }, "找机关"), this.field),
      h("p", {}, h("label", { for: this.year.id }, "年份"), this.year),
    );
  }

  /** Lists the bodies that fit what is asked for, each with its years. */
  list() {
    const year = this.year.value ? Number(this.year.value) : null;
    const fits = this.bodies.find(this.field.value, year);
    this.boxes.clear();
    this.found.replaceChildren(...fits.slice(0, SHOWN).map((body) => this.body(body, year)));
    const more = fits.length - SHOWN;
    this.rest.textContent = fits.length
      ? more > 0 ? `还有 ${more} 个机关，请在上面写出名称。` : ""
      : "没有这样的机关，请换一个词或年份。";
    this.mark();
  }

  body(body, year) {
    const years = year === null ? [...body.years].reverse() : [year];
    return h(
      "fieldset",
      {},
      h("legend", {}, body.name),
      h("div", {}, years.map((each) => this.box(body, each))),
    );
  }

  box(body, year) {
    const id = reportId(body, year);
    const box = h("input", { type: "checkbox", value: id, onchange: () => this.toggle(id) });
    this.boxes.set(id, box);
    return h("label", {}, box, ` ${year}`);
  }

  /** Shows what a state has chosen; `problems` tells by id why a report is not shown. */
  show(state, reports, problems) {
    this.state = state;
    const focused = this.taken.contains(document.activeElement);
    this.taken.replaceChildren(...state.reports.map((id) => this.chip(id, reports.get(id), problems.get(id))));
    if (focused) (this.taken.querySelector("button") ?? this.title).focus();
    this.mark();
  }

  /** A report taken, with the way to drop it, and what went wrong. */
  chip(id, report, problem) {
    const name = report ? fullName(report) : id;
    const drop = { type: "button", "aria-label": `去掉 ${name}`, onclick: () => this.toggle(id) };
    return h(
      "li",
      { class: problem ? "gk-taken__problem" : null },
      h("span", {}, name),
      problem && h("span", {}, `：${problem.text}`),
      problem?.retry && h("button", { type: "button", onclick: problem.retry }, "重试"),
      h("button", drop, h("span", { "aria-hidden": "true" }, "×")),
    );
  }

  /** Marks the boxes of what is chosen; with no room left, the others are out of use. */
  mark() {
    const { reports } = this.state;
    const isFull = reports.length >= MOST;
    for (const [id, box] of this.boxes) {
      box.checked = reports.includes(id);
      box.disabled = isFull && !box.checked;
    }
    const room = isFull ? "，去掉一份才能再选" : "";
    this.title.textContent = reports.length
      ? `选年报（已选 ${reports.length} 份，最多 ${MOST} 份${room}）`
      : `选年报（两份到 ${MOST} 份）`;
  }
}
