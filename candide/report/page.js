"use strict";
// The page works without this: it remembers the language, opens every part for print, and sorts the list.
(() => {
  const root = document.documentElement;
  const choose = (lang) => { root.lang = lang; };
  const radios = [...document.querySelectorAll("input[name=lang]")];
  let kept = null;
  try { kept = localStorage.getItem("candide-lang"); } catch { kept = null; }
  for (const radio of radios) {
    if (radio.value === kept) radio.checked = true;
    if (radio.checked) choose(radio.value);
    radio.addEventListener("change", () => {
      choose(radio.value);
      try { localStorage.setItem("candide-lang", radio.value); } catch { /* a file may have no store */ }
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
  const body = document.querySelector("table.list tbody");
  for (const head of document.querySelectorAll("th[data-sort]")) {
    const key = head.dataset.sort;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of document.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const by = (a, b) => key === "name"
        ? a.dataset[key].localeCompare(b.dataset[key]) : a.dataset[key] - b.dataset[key];
      body.append(...[...body.rows].sort((a, b) => (down ? by(b, a) : by(a, b))));
    });
  }
})();
