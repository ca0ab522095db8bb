// The filters: a list of values with counts for each group.

import { h } from "../html.js";
import { GROUPS } from "./pages.js";
import { GROUP_NAMES } from "./state.js";

const MANY = 12; // more values than these get a box to look for one
const HINTS = { table: "该表填有 0 以外数字的年报" };

/** Writes the lists into an element; what had the focus keeps it. */
export function facetLists(element, facets, chosen, toggle) {
  const focused = document.activeElement?.id;
  const lookups = new Map(
    [...element.querySelectorAll("[data-lookup]")].map((field) => [field.dataset.lookup, field.value]),
  );
  const shown = GROUPS.filter((group) => facets[group].length);
  element.replaceChildren(
    ...shown.map((group) => {
      const values = facets[group].map((value) => ({
        ...value,
        isChosen: (chosen[group] ?? []).includes(value.value),
      }));
      return groupList(group, values, toggle, lookups.get(group) ?? "");
    }),
  );
  if (focused && element.querySelector(`#${CSS.escape(focused)}`)) {
    document.getElementById(focused).focus();
  }
}

function groupList(group, values, toggle, wanted) {
  const list = h("ul", {});
  const fill = (text) => {
    const fits = ({ label, isChosen }) => isChosen || !text || label.includes(text);
    const all = values.filter(fits);
    const few = all.filter(({ isChosen }, n) => isChosen || n < MANY);
    const rest = all.length - few.length;
    list.replaceChildren(
      ...few.map((value) => valueItem(group, value, toggle)),
      ...(rest ? [h("li", { class: "gk-facet__rest" }, `还有 ${rest} 个，请在上面查找`)] : []),
    );
  };
  const name = GROUP_NAMES[group];
  const lookup =
    values.length > MANY &&
    h("input", {
      type: "search",
      id: `gk-lookup-${group}`,
      "data-lookup": group,
      value: wanted,
      placeholder: `查找${name}`,
      "aria-label": `查找${name}`,
      oninput: (event) => fill(event.target.value.trim()),
    });
  fill(lookup ? wanted : "");
  return h(
    "fieldset",
    { class: "gk-facet" },
    h("legend", {}, name),
    HINTS[group] ? h("p", { class: "gk-facet__hint" }, HINTS[group]) : null,
    lookup,
    list,
  );
}

function valueItem(group, { value, count, label, isChosen }, toggle) {
  const id = `gk-facet-${group}-${value}`;
  const box = h("input", {
    type: "checkbox",
    id,
    checked: isChosen,
    onchange: () => toggle(group, value),
  });
  return h(
    "li",
    {},
    h("label", { for: id }, box, h("span", {}, label), h("span", { class: "gk-count" }, String(count))),
  );
}
