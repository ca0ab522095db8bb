// Hits and what is said of them, for the dialog and the page alike.

import { h } from "../html.js";
import { BASE } from "./client.js";
import { GROUP_NAMES, chosenIn } from "./state.js";

const address = (path) => new URL(path, BASE).href;

/** A hit: the report with its best places. */
export function hitItem({ title, url, year, agency, excerpts }) {
  return h(
    "li",
    { class: "gk-hit" },
    h("a", { class: "gk-hit__title", href: url }, marked(title)),
    h("p", { class: "gk-hit__facts" }, [`${year} 年`, agency.name, agency.region, agency.kind].filter(Boolean).join(" · ")),
    excerpts.length > 0 && h("ul", { class: "gk-hit__places" }, excerpts.map(placeItem)),
  );
}

function placeItem({ href, label, parts }) {
  const name = label && h("span", { class: "gk-hit__label" }, label);
  return h("li", {}, h("a", { href }, name, h("span", {}, marked(parts))));
}

const marked = (parts) => parts.map(([text, isHit]) => (isHit ? h("mark", {}, text) : text));

/** One sentence that says what was found, and how. */
export function summary({ kind, isPartial, total, beforeFilters, terms, recognised }, { query }) {
  const count = `${total} 份年报`;
  if (isPartial) return `已找到 ${count}，正在查其余的……`;
  const typed = `“${query.trim()}”`;
  if (kind === "short") return "请至少写两个字。";
  if (kind === "none") return `没有找到${typed}。`;
  if (!total) return `没有符合筛选条件的年报；去掉筛选条件有 ${beforeFilters} 份。`;
  if (kind === "all") return `共 ${count}。`;
  if (kind === "exact") return `找到 ${count}。`;
  if (kind === "relaxed") {
    return `没有与${typed}完全一致的文字。以下 ${count}同时含有：${terms.join("、")}。`;
  }
  const words = terms.length ? `“${terms.join(" ")}”` : "年报";
  const filters = Object.values(recognised.labels).flat().join("、");
  return `没有与${typed}完全一致的文字。按${filters}查${words}，找到 ${count}。`;
}

/** The filters that the words of a query name, as a state to go to: {label, state}, or null. */
export function offer({ recognised, kind }, state) {
  if (!recognised || kind === "none") return null;
  const groups = Object.keys(recognised.choice).filter((group) => !state.chosen[group]);
  if (!groups.length) return null;
  const narrowed = groups.reduce(
    (each, group) => chosenIn(each, group, recognised.choice[group]),
    state,
  );
  const named = groups.map((group) => `${GROUP_NAMES[group]} ${recognised.labels[group].join("、")}`);
  const query = recognised.rest.join(" ");
  const label = `只看${named.join("，")}${query ? `，查“${query}”` : ""}`;
  return { label, state: { ...narrowed, query } };
}

/** The bodies that a query names, with links to their pages. */
export function bodyLinks(bodies) {
  if (!bodies.length) return null;
  const items = bodies.map(({ id, name }) =>
    h("li", {}, h("a", { href: address(`reports/${id}/`) }, name)),
  );
  return h(
    "nav",
    { class: "gk-bodies", "aria-label": "机关" },
    h("span", { "aria-hidden": "true" }, "机关："),
    h("ul", {}, items),
  );
}

/** What to do when nothing was found. */
export function nothing(result, dropFilters) {
  const advice = ["少写几个字，或把词语用空格分开", "数字按原样写，如 75394432.52"];
  return h(
    "div",
    { class: "gk-nothing" },
    result.beforeFilters > 0 && h("button", { type: "button", onclick: dropFilters }, "去掉筛选条件"),
    h("ul", {}, advice.map((each) => h("li", {}, each))),
    h("p", {}, "也可以直接浏览：", indexLinks()),
  );
}

export const indexLinks = () => [
  h("a", { href: address("reports/") }, "机关目录"),
  "、",
  h("a", { href: address("years/") }, "年份目录"),
  "。",
];
