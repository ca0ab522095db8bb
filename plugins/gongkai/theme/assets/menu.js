// The drawer of narrow and enlarged pages by keyboard: the theme's opener is a label, which the Tab
// key passes by. Without this script the label stays.

const toggle = document.getElementById("__drawer");
const label = document.querySelector(".md-header__button[for='__drawer']");
const drawer = document.querySelector(".md-sidebar--primary");

if (toggle && label && drawer) start(menuButton());

function menuButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} gk-menu`;
  button.setAttribute("aria-label", "站内导航");
  button.append(...label.childNodes);
  label.replaceWith(button);
  return button;
}

function start(button) {
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const close = () => toggle.checked && toggle.click();
  tell();
  button.addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    tell();
    if (toggle.checked) firstStop()?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) {
      close();
      button.focus();
    }
  });
  drawer.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !drawer.contains(relatedTarget)) close();
  });
  // The way back to the level above, which Material opens on Enter like its other labels.
  for (const title of drawer.querySelectorAll(".md-nav__title:not([for='__drawer'])")) {
    title.tabIndex = 0;
  }
}

/** What the open drawer shows first; the levels above and below are hidden. */
function firstStop() {
  const stops = [...drawer.querySelectorAll("a[href], [tabindex='0']")];
  return stops.find((each) => each.checkVisibility({ visibilityProperty: true }));
}
