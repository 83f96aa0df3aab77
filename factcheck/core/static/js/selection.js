// Selected text of an article, as offsets in code points, into the form that adds a claim.
//
// [data-text-start="N"] holds text that begins at code point N of the document and shows it unchanged, apart from
// parts marked data-aside (claim numbers), which are no text of the document. [data-selection-form] has fields
// start, end and quote; it is shown beside the selection.
(() => {
  "use strict";
  const form = document.querySelector("[data-selection-form]");
  if (!form) return;

  const points = (text) => [...text].length;

  function texts(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest("[data-aside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  function blockOf(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest("[data-text-start]");
  }

  // The offset of a boundary point: every text before it, counted in code points.
  function offsetOf(block, node, within) {
    let count = Number(block.dataset.textStart);
    const point = document.createRange();
    point.setStart(node, within);
    for (const text of texts(block)) {
      if (text === node) return count + points(text.data.slice(0, within));
      const whole = document.createRange();
      whole.selectNode(text);
      if (point.compareBoundaryPoints(Range.START_TO_START, whole) <= 0) return count;
      count += points(text.data);
    }
    return count;
  }

  const lengthOf = (block) => texts(block).reduce((sum, text) => sum + points(text.data), 0);

  function span(range) {
    const blocks = [...document.querySelectorAll("[data-text-start]")];
    const first = blockOf(range.startContainer);
    if (!first) return null;
    let start = offsetOf(first, range.startContainer, range.startOffset);
    const last = blockOf(range.endContainer);
    // A triple click ends in front of what follows, a drag may begin behind what went before: line ends between
    // paragraphs belong to no claim.
    let end = last ? offsetOf(last, range.endContainer, range.endOffset) : Infinity;
    const after = blocks[blocks.indexOf(first) + 1];
    if (after && start === Number(first.dataset.textStart) + lengthOf(first)) start = Number(after.dataset.textStart);
    if (!last || end === Number(last.dataset.textStart)) {
      const before = last ? blocks[blocks.indexOf(last) - 1] : first;
      if (before) end = Number(before.dataset.textStart) + lengthOf(before);
    }
    return start < end ? { start, end } : null;
  }

  // White space at either end belongs to nobody's claim.
  function trimmed({ start, end }, quote) {
    const head = points(quote) - points(quote.trimStart());
    const tail = points(quote) - points(quote.trimEnd());
    return { start: start + head, end: end - tail, quote: quote.trim() };
  }

  // What the document says there, as it is shown: one line a paragraph.
  function quoteOf({ start, end }) {
    return [...document.querySelectorAll("[data-text-start]")]
      .map((block) => {
        const from = Number(block.dataset.textStart);
        const text = [...texts(block).map((node) => node.data).join("")];
        return text.slice(Math.max(start - from, 0), Math.max(end - from, 0)).join("");
      })
      .filter(Boolean)
      .join("\n");
  }

  function hide() {
    form.hidden = true;
  }

  function beside(range) {
    const box = range.getBoundingClientRect();
    const frame = (form.offsetParent || document.body).getBoundingClientRect();
    form.style.insetBlockStart = `${box.bottom - frame.top + (form.offsetParent?.scrollTop || 0) + 6}px`;
    const rtl = getComputedStyle(form.offsetParent || document.body).direction === "rtl";
    const start = rtl ? frame.right - box.right : box.left - frame.left;
    form.style.insetInlineStart = `${Math.max(0, Math.min(start, frame.width - form.offsetWidth))}px`;
  }

  document.addEventListener("selectionchange", () => {
    if (form.contains(document.activeElement)) return;
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return hide();
    const range = selection.getRangeAt(0);
    const found = span(range);
    if (!found) return hide();
    const { start, end, quote } = trimmed(found, quoteOf(found));
    if (start >= end) return hide();
    form.elements.start.value = start;
    form.elements.end.value = end;
    if (form.elements.quote) form.elements.quote.value = quote;
    form.hidden = false;
    beside(range);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
