// The page on which reports are compared; all that is chosen stands in the address.

import { h, loadStyles } from "../html.js";
import { Bodies, examples, inOrder } from "./bodies.js";
import { Chooser } from "./chooser.js";
import { INDEXES, loadReport, loadSite } from "./client.js";
import { Result } from "./result.js";
import { MOST, fromAddress, toAddress, withReport } from "./state.js";
import { listed } from "./words.js";

const PATIENCE = 300; // milliseconds, before it is said that something is loading
const STYLES = new URL("compare.css", import.meta.url);

/** Turns the page's element into the comparison. */
async function start(root) {
  try {
    const [{ bodies, forms }] = await Promise.all([loadSite(), loadStyles(STYLES)]);
    await new ComparePage(root, new Bodies(bodies), forms).update();
  } catch (error) {
    root.replaceChildren(failure(() => start(root)));
    throw error;
  }
}

function failure(retry) {
  const links = INDEXES.map(([name, href], n) => [n > 0 && "、", h("a", { href }, name)]);
  return h(
    "div",
    { role: "alert" },
    h("p", { class: "gk-notice" }, "比较没有准备好，请检查网络。所选的年报记在网址里，不会丢失。"),
    h("p", {}, h("button", { type: "button", onclick: retry }, "重试"), " 也可以直接看", links, "。"),
  );
}

class ComparePage {
  constructor(root, bodies, forms) {
    this.bodies = bodies;
    this.latest = 0;
    this.state = fromAddress(location.search);
    this.chooser = new Chooser(bodies, (id) => this.go(withReport(this.state, id)));
    this.chooser.fold.open = this.state.reports.length < 2;
    this.result = new Result(forms, (state) => this.go(state));
    this.examples = this.ways();
    root.replaceChildren(this.chooser.element, this.result.said, this.examples, this.result.element);
    window.addEventListener("popstate", () => {
      this.state = fromAddress(location.search);
      this.update();
    });
  }

  /** Links for whoever has chosen nothing yet. */
  ways() {
    const links = examples(this.bodies).map((reports) => {
      const address = toAddress({ reports: reports.map(({ id }) => id) });
      return h("li", {}, h("a", { href: `${location.pathname}${address}` }, listed(reports)));
    });
    return h("div", { hidden: true }, links.length > 0 && [h("p", {}, "例如："), h("ul", {}, links)]);
  }

  /** Takes up a state, which the address then has. */
  go(state) {
    this.state = state;
    history.pushState(history.state, "", `${location.pathname}${toAddress(state)}`);
    return this.update();
  }

  /** Loads and shows the state; what comes late is dropped. */
  async update() {
    const mine = (this.latest += 1);
    const { state } = this;
    const known = new Map(state.reports.map((id) => [id, this.bodies.report(id)]));
    const problems = new Map(state.reports.map(problemOf(known)).filter(Boolean));
    this.examples.hidden = state.reports.length > 0;
    this.chooser.show(state, known, problems);
    const wanted = inOrder([...known].filter(([id]) => !problems.has(id)).map(([, each]) => each));
    const slow = setTimeout(() => this.result.wait(), PATIENCE);
    const loaded = await Promise.allSettled(wanted.map(loadReport));
    clearTimeout(slow);
    if (mine !== this.latest) return;
    const retry = () => this.update();
    for (const [n, { status }] of loaded.entries()) {
      if (status === "rejected") problems.set(wanted[n].id, { text: "没有取到，请检查网络", retry });
    }
    if (problems.size) this.chooser.show(state, known, problems);
    const reports = loaded.flatMap(({ value }, n) => (value ? [{ ...wanted[n], document: value }] : []));
    this.result.show(state, reports);
  }
}

/** Why a report cannot be shown, by its id and its place in the list. */
const problemOf = (known) => (id, n) => {
  if (!known.get(id)) return [id, { text: "本站没有这份年报" }];
  return n < MOST ? null : [id, { text: `最多并列 ${MOST} 份，这份没有显示` }];
};

const root = document.getElementById("gk-compare");
if (root) start(root);
