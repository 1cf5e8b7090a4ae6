// Makes the pages nicer, nothing more: all of them work without it.
"use strict";

// A link and the place that it leads to light up together, both ways.
const lit = new Set();

function dim() {
  for (const one of lit) one.classList.remove("lit");
  lit.clear();
}

function light(elements) {
  dim();
  for (const one of elements) {
    one.classList.add("lit");
    lit.add(one);
  }
}

function linkedWith(element) {
  const link = element.closest('a[href^="#"]');
  if (link) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && !target.matches("section, details, main, article") ? [target] : [];
  }
  const place = element.closest(".text [id]");
  if (!place) return [];
  return document.querySelectorAll(`a[href="#${CSS.escape(place.id)}"]:not(.fix)`);
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => light(linkedWith(event.target)));
}
document.addEventListener("focusout", dim);

// What an address names may be folded away, or gone.
function show() {
  const name = decodeURIComponent(location.hash.slice(1));
  const gone = document.querySelector(".gone");
  if (!name) return;
  const target = document.getElementById(name);
  if (gone) gone.hidden = Boolean(target);
  if (!target) return;
  for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) {
    one.open = true;
  }
  target.scrollIntoView();
}

addEventListener("hashchange", show);
if (location.hash) show();

// Lists to choose from show at once what was chosen.
for (const form of document.querySelectorAll("form.filters")) {
  for (const list of form.querySelectorAll("select")) {
    list.addEventListener("change", () => {
      const words = form.querySelector('input[name="text"]');
      if (!words || words.value) form.requestSubmit();
    });
  }
}
