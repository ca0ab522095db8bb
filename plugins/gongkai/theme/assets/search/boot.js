// On every page: opens the search when it is asked for, and loads nothing before that.

const root = document.getElementById("gk-search-page");

async function open() {
  if (root) {
    document.getElementById("gk-search-field")?.select();
    return;
  }
  const dialog = await import("./dialog.js");
  await dialog.open();
}

/** Whether the reader is writing, where a letter is a letter. */
const isWriting = (element) =>
  element?.isContentEditable || /^(?:input|textarea|select)$/iu.test(element?.tagName ?? "");

document.addEventListener("click", (event) => {
  const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (isPlain && event.target.closest?.("[data-gk-search]")) {
    event.preventDefault();
    open();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  const isCommand = event.ctrlKey || event.metaKey;
  const isShortcut = isCommand
    ? event.key.toLowerCase() === "k"
    : ["/", "s", "f"].includes(event.key) && !isWriting(event.target);
  if (isShortcut) {
    event.preventDefault();
    open();
  }
});

// Material's magnifier on phones is a label for this checkbox.
document.getElementById("__search")?.addEventListener("change", (event) => {
  event.target.checked = false;
  open();
});

if (root) import("./page.js").then((page) => page.start(root));
