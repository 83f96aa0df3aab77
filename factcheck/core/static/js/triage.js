// The card at hand and its mark in the text go together.
(() => {
  "use strict";
  let current = "";

  function show(card) {
    document.querySelectorAll(".read .hl.cur").forEach((mark) => mark.classList.remove("cur"));
    current = card.id;
    document.querySelectorAll(`.read .hl[href="#${CSS.escape(card.id)}"]`).forEach((mark, at) => {
      mark.classList.add("cur");
      if (!at) mark.scrollIntoView({ block: "nearest" });
    });
  }

  document.addEventListener("focusin", (event) => {
    const card = event.target instanceof Element && event.target.closest("[data-mark]");
    if (card && card.id !== current) show(card);
  });

  // A decision draws the card anew, and the paragraphs that its claim stands in.
  document.addEventListener("htmx:afterSettle", () => {
    const card = current && document.getElementById(current);
    if (!card) return;
    if (card.contains(document.activeElement)) card.classList.add("cur");
    document.querySelectorAll(`.read .hl[href="#${CSS.escape(current)}"]`).forEach((mark) => mark.classList.add("cur"));
  });
})();
