// What is typed into a field with data-draft="KEY" is kept in this browser until the desk has it.
// A draft is only dropped when the desk shows the same words, or when its form was sent and the page after it
// no longer asks for it: an error page in between (session over, someone else first) loses nothing.
// Whole forms are kept in the same way by form-drafts.js; draft-store.js comes before both.
(() => {
  "use strict";
  const KEEP_DAYS = 14;
  const { read, write, keys, clock, say } = window.draftStore;

  function note(field, words, undo) {
    const id = `${field.id || field.name}-draft`;
    let place = document.getElementById(id);
    if (!place) {
      place = document.createElement("span");
      place.id = id;
      place.className = "saved small";
      place.setAttribute("role", "status");
      field.after(place);
    }
    say(place, words, undo);
  }

  function restore(field) {
    const key = field.dataset.draft;
    const draft = read(key);
    if (!draft) return;
    const fromDesk = field.value;
    if (draft.text === fromDesk || !draft.text) {
      write(key, null);
      return;
    }
    field.value = draft.text;
    note(field, `What you typed at ${clock(draft.at)} is back.`, {
      words: "Use the desk’s text instead",
      act: () => {
        field.value = fromDesk;
        write(key, null);
        note(field, "");
      },
    });
  }

  const timers = new WeakMap();

  function keep(field) {
    const ok = write(field.dataset.draft, { text: field.value, at: Date.now(), sent: false });
    note(field, ok ? `Kept in this browser ${clock(Date.now())}` : "This browser keeps no drafts. Submit before you leave.");
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !field.dataset.draft) return;
    clearTimeout(timers.get(field));
    timers.set(
      field,
      setTimeout(() => keep(field), 400),
    );
  });

  document.addEventListener("submit", (event) => {
    event.target.querySelectorAll("[data-draft]").forEach((field) => {
      clearTimeout(timers.get(field));
      if (field.value !== field.defaultValue || read(field.dataset.draft)) {
        write(field.dataset.draft, { text: field.value, at: Date.now(), sent: true });
      }
    });
  });

  // Nothing waits for its timer when the page goes away.
  addEventListener("pagehide", () => {
    document.querySelectorAll("[data-draft]").forEach((field) => {
      const draft = read(field.dataset.draft);
      if (!draft?.sent && field.value !== field.defaultValue) {
        write(field.dataset.draft, { text: field.value, at: Date.now(), sent: false });
      }
    });
  });

  function tidy() {
    const here = new Set([
      ...[...document.querySelectorAll("[data-draft]")].map((field) => field.dataset.draft),
      ...[...document.querySelectorAll("[data-draft-form]")].map((form) => form.dataset.draftForm),
    ]);
    const oldest = Date.now() - KEEP_DAYS * 86_400_000;
    for (const key of keys()) {
      const draft = read(key);
      if (!draft || draft.at < oldest || (draft.sent && !here.has(key))) write(key, null);
    }
  }

  function start() {
    document.querySelectorAll("[data-draft]").forEach(restore);
    tidy();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
