// What is asked for, as an address that can be kept and shared: ?q=词语&年份=2021&年份=2022

import { GROUPS } from "./pages.js";

export const GROUP_NAMES = {
  year: "年份",
  region: "地区",
  agency: "公开主体",
  kind: "主体类别",
  table: "表格",
};
export const SORTS = { relevance: "最相关的在前", newest: "最新的在前", oldest: "最早的在前" };

const SORT = "排序";

export const empty = () => ({ query: "", chosen: {}, sort: "relevance" });

/** The state that an address asks for; what it does not know is left out. */
export function fromAddress(search) {
  const given = new URLSearchParams(search);
  const state = empty();
  state.query = given.get("q") ?? "";
  for (const group of GROUPS) {
    const values = given.getAll(GROUP_NAMES[group]).filter(Boolean);
    if (values.length) state.chosen[group] = [...new Set(values)];
  }
  if (given.get(SORT) in SORTS) state.sort = given.get(SORT);
  return state;
}

/** The query part of the address of a state; "" for the empty one. */
export function toAddress({ query, chosen, sort }) {
  const given = new URLSearchParams();
  if (query) given.set("q", query);
  for (const group of GROUPS) {
    for (const value of chosen[group] ?? []) given.append(GROUP_NAMES[group], value);
  }
  if (sort !== "relevance") given.set(SORT, sort);
  return given.size ? `?${given}` : "";
}

/** The state with a value of a group taken up or dropped. */
export function toggled(state, group, value) {
  const values = state.chosen[group] ?? [];
  const without = values.filter((each) => each !== value);
  return chosenIn(state, group, without.length < values.length ? without : [...values, value]);
}

/** The state with other values chosen in a group. */
export function chosenIn(state, group, values) {
  const chosen = { ...state.chosen, [group]: values };
  if (!values.length) delete chosen[group];
  return { ...state, chosen };
}
