// The search page: words, filters with counts, order; all of it in the address.

import { more, search } from "./client.js";
import { facetLists } from "./facets.js";
import { h, loadStyles, onTyped } from "../html.js";
import { bodyLinks, hitItem, indexLinks, nothing, offer, summary } from "./results.js";
import { SORTS, fromAddress, toAddress, toggled } from "./state.js";

const STYLES = new URL("search.css", import.meta.url);
const STEP = 10;
const WIDE = "(min-width: 60em)";

/** Turns the page's element into the search. */
export async function start(root) {
  await loadStyles(STYLES);
  const page = new SearchPage(root);
  await page.update();
}

class SearchPage {
  constructor(root) {
    this.latest = 0;
    this.state = fromAddress(location.search);
    this.field = h("input", {
      type: "search",
      name: "q",
      id: "gk-search-field",
      placeholder: "搜一句话、一个数、一个单位……",
      autocomplete: "off",
      enterkeyhint: "search",
    });
    this.said = h("p", { class: "gk-said", role: "status" });
    this.facets = h("div", { class: "gk-facets", id: "gk-search-facets" });
    this.sort = h(
      "select",
      { id: "gk-search-sort", onchange: () => this.go({ ...this.state, sort: this.sort.value }) },
      Object.entries(SORTS).map(([value, label]) => h("option", { value }, label)),
    );
    this.found = h("div", { class: "gk-found" });
    root.replaceChildren(this.form(), this.filters(), this.results());
    onTyped(this.field, (query) => this.go({ ...this.state, query }, "replaceState"));
    window.addEventListener("popstate", () => {
      this.state = fromAddress(location.search);
      this.update();
    });
  }

  form() {
    const submit = (event) => {
      event.preventDefault();
      this.go({ ...this.state, query: this.field.value });
    };
    return h(
      "form",
      { class: "gk-search-form", role: "search", onsubmit: submit },
      h("label", { for: "gk-search-field" }, "搜索年报全文"),
      h("div", {}, this.field, h("button", { type: "submit" }, "搜索")),
    );
  }

  /** On a phone the filters are folded away behind a button. */
  filters() {
    this.facets.hidden = !window.matchMedia(WIDE).matches;
    const toggle = (event) => {
      this.facets.hidden = !this.facets.hidden;
      event.currentTarget.setAttribute("aria-expanded", String(!this.facets.hidden));
    };
    const button = {
      type: "button",
      class: "gk-filters__fold",
      "aria-expanded": String(!this.facets.hidden),
      "aria-controls": this.facets.id,
      onclick: toggle,
    };
    return h(
      "section",
      { class: "gk-filters", "aria-label": "筛选" },
      h("button", button, "筛选"),
      this.facets,
    );
  }

  results() {
    return h(
      "section",
      { class: "gk-results", "aria-label": "搜索结果" },
      h("div", { class: "gk-bar" }, this.said, h("p", {}, h("label", { for: "gk-search-sort" }, "排序 "), this.sort)),
      this.found,
    );
  }

  /** Takes up a state: what is typed replaces the address, what is chosen adds to the history. */
  go(state, how = "pushState") {
    this.state = state;
    history[how](history.state, "", `${location.pathname}${toAddress(state)}`);
    return this.update();
  }

  /** Searches for the state; an answer that comes late is dropped. */
  async update() {
    const mine = (this.latest += 1);
    const { state } = this;
    if (document.activeElement !== this.field) this.field.value = state.query;
    this.sort.value = state.sort;
    try {
      for await (const found of search(state, STEP)) {
        if (mine !== this.latest) return;
        this.show(state, found);
      }
    } catch (error) {
      this.said.textContent = "搜索没有准备好，请检查网络后刷新本页。";
      this.found.replaceChildren(h("p", {}, "也可以直接浏览：", indexLinks()));
      throw error;
    }
  }

  show(state, found) {
    this.said.textContent = summary(found, state);
    const toggle = (group, value) => this.go(toggled(this.state, group, value));
    // Counts of a part of the pages would only be wrong.
    if (!found.isPartial) facetLists(this.facets, found.facets, state.chosen, toggle);
    const dropFilters = () => this.go({ ...this.state, chosen: {} });
    const list = h("ol", { class: "gk-hits" }, found.hits.map(hitItem));
    const parts = [
      bodyLinks(found.bodies),
      this.narrow(offer(found, state)),
      found.hits.length ? list : nothing(found, dropFilters),
      found.total > found.hits.length && !found.isPartial ? this.more(state, found, list) : null,
    ];
    this.found.replaceChildren(...parts.filter(Boolean));
  }

  /** A button that turns what was recognised in the words into filters. */
  narrow(offered) {
    if (!offered) return null;
    const take = () => {
      this.field.value = offered.state.query;
      this.go(offered.state);
    };
    return h("button", { type: "button", class: "gk-offer", onclick: take }, offered.label);
  }

  /** A button that adds the next hits and moves on to the first of them. */
  more(state, { total }, list) {
    const left = () => total - list.children.length;
    const label = () => `再显示 ${Math.min(STEP, left())} 份（还有 ${left()} 份）`;
    const add = async () => {
      const items = (await more(state, list.children.length, STEP)).map(hitItem);
      list.append(...items);
      items[0]?.querySelector("a").focus();
      if (left()) button.textContent = label();
      else button.remove();
    };
    const button = h("button", { type: "button", class: "gk-more", onclick: add });
    button.textContent = `再显示 ${Math.min(STEP, total - STEP)} 份（还有 ${total - STEP} 份）`;
    return button;
  }
}
