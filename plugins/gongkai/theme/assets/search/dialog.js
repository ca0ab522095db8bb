// The box in the header: a dialog with the best hits, and the way to the search page for the rest.

import { BASE, prepare, search } from "./client.js";
import { h, loadStyles, onTyped } from "../html.js";
import { bodyLinks, hitItem, indexLinks, nothing, offer, summary } from "./results.js";
import { empty, toAddress } from "./state.js";

const STYLES = new URL("search.css", import.meta.url);
const SHOWN = 6;

let dialog = null;

/** Opens the dialog, made at its first use. */
export async function open() {
  await loadStyles(STYLES);
  dialog ??= new Dialog();
  dialog.open();
}

const pageAddress = (state) => new URL(`search/${toAddress(state)}`, BASE).href;

class Dialog {
  constructor() {
    this.latest = 0;
    this.field = h("input", {
      type: "search",
      name: "q",
      class: "gk-dialog__field",
      placeholder: "搜一句话、一个数、一个单位……",
      "aria-label": "搜索年报全文",
      autocomplete: "off",
      enterkeyhint: "search",
    });
    this.said = h("p", { class: "gk-dialog__said", role: "status" });
    this.body = h("div", { class: "gk-dialog__body" });
    const form = h(
      "form",
      { class: "gk-dialog__form", role: "search", onsubmit: (event) => this.toPage(event) },
      this.field,
      h("button", { type: "button", class: "gk-dialog__close", onclick: () => this.element.close() }, "关闭"),
    );
    this.element = h(
      "dialog",
      { class: "gk-dialog md-typeset", "aria-label": "搜索年报", onkeydown: (event) => this.move(event) },
      form,
      this.said,
      this.body,
    );
    this.element.addEventListener("click", (event) => {
      // Only the backdrop is the dialog itself.
      if (event.target === this.element) this.element.close();
    });
    onTyped(this.field, () => this.update());
    document.body.append(this.element);
  }

  open() {
    if (!this.element.open) this.element.showModal();
    this.field.select();
    // Ready by the time the first word is typed.
    prepare().catch(() => this.fail());
    if (!this.field.value) this.welcome();
  }

  welcome() {
    this.said.textContent = "";
    this.body.replaceChildren(
      h("p", { class: "gk-dialog__help" }, "几个词用空格分开；年份、机关、地区可以连着写。"),
      h("p", { class: "gk-dialog__help" }, h("a", { href: pageAddress(empty()) }, "按年份、地区、机关筛选"), " · ", indexLinks()),
    );
  }

  fail() {
    this.said.textContent = "搜索没有准备好，请检查网络后再试。";
    this.body.replaceChildren(h("p", {}, "也可以直接浏览：", indexLinks()));
  }

  toPage(event) {
    event.preventDefault();
    location.href = pageAddress({ ...empty(), query: this.field.value });
  }

  /** Searches for what stands in the field; an answer that comes late is dropped. */
  async update() {
    const mine = (this.latest += 1);
    const state = { ...empty(), query: this.field.value };
    if (!state.query.trim()) {
      this.welcome();
      return;
    }
    try {
      for await (const found of search(state, SHOWN)) {
        if (mine !== this.latest) return;
        this.show(state, found);
      }
    } catch (error) {
      if (mine === this.latest) this.fail();
      throw error;
    }
  }

  show(state, found) {
    const narrow = offer(found, state);
    const all =
      found.total > found.hits.length && !found.isPartial
        ? `查看全部 ${found.total} 份，按年份、地区、机关筛选`
        : "到搜索页按年份、地区、机关筛选";
    this.said.textContent = summary(found, state);
    const parts = [
      bodyLinks(found.bodies),
      narrow && h("p", {}, h("a", { href: pageAddress(narrow.state) }, narrow.label)),
      found.hits.length ? h("ol", { class: "gk-hits" }, found.hits.map(hitItem)) : nothing(found),
      h("p", { class: "gk-dialog__all" }, h("a", { href: pageAddress(state) }, all)),
    ];
    this.body.replaceChildren(...parts.filter(Boolean));
    this.body.scrollTop = 0;
  }

  /** Arrow keys go from the field through the links and back. */
  move(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.isComposing) return;
    const stops = [this.field, ...this.body.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}
