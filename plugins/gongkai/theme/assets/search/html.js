// Elements of a page; text is always text.

/** An element with attributes, listeners (`onclick`) and children, without those that are empty. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child));
  return element;
}

/** Loads the style sheet of the search once; without it the search works all the same. */
export function loadStyles() {
  const href = new URL("search.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  return new Promise((done) => {
    document.head.append(h("link", { rel: "stylesheet", href, onload: done, onerror: done }));
  });
}

/** Calls `act` with the text of a field when typing pauses, never while an input method composes. */
export function onTyped(field, act, pause = 200) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => act(field.value), pause);
  };
  field.addEventListener("input", (event) => event.isComposing || later());
  field.addEventListener("compositionstart", () => clearTimeout(timer));
  field.addEventListener("compositionend", later);
}
