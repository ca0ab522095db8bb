// Looks for a name in the tables of bodies on a page: rows without it are hidden.

import { h, onTyped } from "./html.js";

for (const place of document.querySelectorAll("[data-gk-names]")) start(place);

function start(place) {
  const kind = place.dataset.gkNames;
  const table = place.querySelector("table");
  const said = h("span", { role: "status" });
  const field = h("input", { type: "search", autocomplete: "off", placeholder: `名称里的几个字` });
  const label = h("label", {}, `查找${kind} `, field);
  place.prepend(h("p", { class: "gk-names" }, label, " ", said));
  onTyped(field, (text) => {
    const shown = filter(table, text.trim());
    said.textContent = text.trim() ? `${shown} 个${kind}` : "";
  });
}

/** Hides what does not have the text in its name, and says how much has. */
function filter(table, text) {
  let shown = 0;
  for (const each of named(table)) {
    const name = each.querySelector("th").textContent;
    each.hidden = Boolean(text) && !name.includes(text);
    shown += each.hidden ? 0 : 1;
  }
  return shown;
}

/** What bears a name: groups of rows where a body has several, else rows. */
function named(table) {
  const groups = [...table.tBodies];
  return groups.length > 1 ? groups : [...groups[0].rows];
}
