// Selecting in the queue: how many, all of the page, a range with Shift, and the key that saves a filter.
//
// Everything here can be done without: the boxes and the link are on the page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-bulk]");
  const all = form && form.querySelector("[data-select-all]");
  const count = form && form.querySelector("[data-selected]");
  const boxes = () => (form ? [...form.querySelectorAll('input[name="review"]')] : []);
  let last = null;

  function tell() {
    const chosen = boxes().filter((box) => box.checked).length;
    if (count) count.textContent = chosen ? ` ${chosen} selected` : "";
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    boxes().forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
  }

  function upTo(box) {
    const rows = boxes();
    const from = last && last.isConnected ? rows.indexOf(last) : 0;
    const to = rows.indexOf(box);
    const checked = last ? last.checked : true;
    rows.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((each) => (each.checked = checked));
    last = box;
    tell();
  }

  const keysAreOff = () => {
    try {
      return localStorage.getItem("keys") === "off";
    } catch {
      return false;
    }
  };

  // Before the keys of every page, which do not tell capitals apart.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const typing = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";
      if (keysAreOff() || document.querySelector("dialog[open]") || event.target.matches?.(typing)) return;
      const key = event.key.toLowerCase();
      const save = key === "s" && document.querySelector('[data-key="Shift s"]');
      const row = key === "x" && document.querySelector("tr.cursor");
      const box = row && row.querySelector('input[name="review"]');
      if (!save && !box) return;
      event.preventDefault();
      if (save) save.click();
      else upTo(box);
    },
    true,
  );

  if (!form) return;
  form.addEventListener("click", (event) => {
    const box = event.target.closest('input[name="review"]');
    if (!box) return;
    if (event.shiftKey && last && last !== box) upTo(box);
    last = box;
  });
  form.addEventListener("change", (event) => {
    if (event.target === all) boxes().forEach((box) => (box.checked = all.checked));
    tell();
  });
  form.addEventListener("reset", () => setTimeout(tell));
  // One small panel at a time, closed by Escape.
  document.addEventListener(
    "toggle",
    (event) => {
      if (!(event.target instanceof Element) || !event.target.matches(".menu[open], .why[open]")) return;
      document.querySelectorAll(".menu[open], .why[open]").forEach((each) => {
        if (each !== event.target) each.open = false;
      });
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".menu[open], .why[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  tell();
})();
