// A button with data-cite="E3" puts [E3] into the text with data-cites that was typed in last, where its cursor was:
// else into the one with data-cites="first", or the only one. Without this script the key is typed as the card shows it.
(() => {
  "use strict";
  let last = null;

  const text = () =>
    (last?.isConnected && last) || document.querySelector('[data-cites="first"]') || document.querySelector("[data-cites]");

  function put(field, key) {
    // Where nobody has been yet the browser says 0, and the end is meant.
    const [start, end] = field === last ? [field.selectionStart, field.selectionEnd] : [field.value.length, field.value.length];
    const before = field.value.slice(0, start);
    const space = before && !/[\s(\u00ab\u201c\u201e\u2018]$/.test(before) ? " " : "";
    field.focus();
    field.setRangeText(`${space}[${key}]`, start, end, "end");
    last = field;
    // Drafts and whatever else listens hear of it as of typing.
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const show = () => {
    if (text()) document.querySelectorAll("[data-cite][hidden]").forEach((button) => button.removeAttribute("hidden"));
  };

  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-cites]")) last = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-cite]");
    const field = button && text();
    if (field) put(field, button.dataset.cite);
  });
  document.addEventListener("htmx:afterSettle", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
