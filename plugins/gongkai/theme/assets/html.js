// Elements of a page, for every script of the site; text is always text.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and children, without those that are empty. */
export const h = (name, attributes, ...children) =>
  filled(document.createElement(name), attributes, children);

/** The same for an element of a drawing. */
export const svg = (name, attributes, ...children) =>
  filled(document.createElementNS(SVG, name), attributes, children);

function filled(element, attributes = {}, children = []) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child));
  return element;
}

/** Loads a style sheet once; the page works without it all the same. */
export function loadStyles({ href }) {
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
