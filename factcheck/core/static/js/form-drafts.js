// A form with data-draft-form="KEY" is kept in this browser as a whole, choices and days too, until the desk has it.
// Where the desk keeps drafts of it as well (draft_version in it), what is kept here remembers which of them it follows:
// then it is put back, and else only offered. What is dropped when is told in drafts.js, which also clears up.
(() => {
  "use strict";
  const { read, write, clock, say } = window.draftStore;
  const timers = new WeakMap();

  const whole = (root) => [...root.querySelectorAll("form[data-draft-form]")];
  const fieldsOf = (form) =>
    [...form.elements].filter((field) => field.name && !field.readOnly && !["hidden", "submit", "button", "file"].includes(field.type));
  const versionOf = (form) => form.querySelector("[name=draft_version]")?.value ?? "";

  function valuesOf(form) {
    const values = {};
    for (const field of fieldsOf(form)) {
      if (!["radio", "checkbox"].includes(field.type)) values[field.name] = field.value;
      else if (field.checked) values[field.name] = field.value;
      else values[field.name] ??= "";
    }
    return values;
  }

  const same = (one, other) => Object.keys({ ...one, ...other }).every((name) => (one[name] ?? "") === (other[name] ?? ""));

  function fill(form, values) {
    for (const field of fieldsOf(form)) {
      const value = values[field.name];
      if (value === undefined) continue;
      if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value;
      else field.value = value;
    }
    form.closest("details")?.setAttribute("open", "");
    form.querySelectorAll("details").forEach((part) => fieldsOf(form).some((field) => part.contains(field) && field.value) && (part.open = true));
    // The desk is told of what has come back as if it had just been typed, once htmx listens.
    const nudge = () => fieldsOf(form)[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    if (document.readyState === "complete") nudge();
    else addEventListener("load", () => setTimeout(nudge), { once: true });
  }

  function tell(form, words, undo) {
    let place = form.querySelector(":scope > .draft-note");
    if (!place) {
      place = document.createElement("p");
      place.className = "draft-note saved small";
      place.setAttribute("role", "status");
      form.prepend(place);
    }
    say(place, words, undo);
  }

  function keepForm(form, sent = false) {
    clearTimeout(timers.get(form));
    const draft = { values: valuesOf(form), base: versionOf(form), at: Date.now(), sent };
    const ok = write(form.dataset.draftForm, draft);
    if (!ok) tell(form, "This browser keeps no drafts. Submit before you leave.");
    form.dataset.draftDirty = "";
  }

  function restoreForm(form) {
    const key = form.dataset.draftForm;
    const draft = read(key);
    if (!draft?.values) return;
    const fromDesk = valuesOf(form);
    if (same(draft.values, fromDesk)) {
      // What was refused stands in the form and nowhere else yet.
      if (!("draftBound" in form.dataset)) write(key, null);
      return;
    }
    const put = () => {
      fill(form, draft.values);
      tell(form, `What you typed at ${clock(draft.at)} is back.`, {
        words: "Use the desk’s text instead",
        act: () => {
          fill(form, fromDesk);
          write(key, null);
          tell(form, "");
        },
      });
    };
    if ("draftBound" in form.dataset) return;
    if (draft.base === versionOf(form)) put();
    else {
      tell(form, `The desk has a later draft. This browser still has what you typed at ${clock(draft.at)}.`, {
        words: "Put that back",
        act: put,
      });
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset?.draftForm) return;
    clearTimeout(timers.get(form));
    form.dataset.draftDirty = "";
    timers.set(form, setTimeout(() => keepForm(form), 400));
  });

  // Sent while a draft is on its way, the form would seem to come from a window that knows less: it waits for that.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.dataset.draftForm) return;
      if (form.dataset.draftSending !== undefined && !form.hasAttribute("hx-post")) {
        event.preventDefault();
        event.stopPropagation();
        const again = event.submitter;
        form.addEventListener("draft-settled", () => form.requestSubmit(again), { once: true });
        return;
      }
      if (event.submitter?.hasAttribute("data-drop-draft")) write(form.dataset.draftForm, null);
      else keepForm(form, true);
      // A draft that left after the form would be taken for another window's.
      if (!form.hasAttribute("hx-post")) form.dataset.draftSubmitted = "";
    },
    true,
  );
  addEventListener("pageshow", () => whole(document).forEach((form) => delete form.dataset.draftSubmitted));
  addEventListener("pagehide", () => {
    whole(document).forEach((form) => {
      if ("draftDirty" in form.dataset && !read(form.dataset.draftForm)?.sent) keepForm(form);
    });
  });

  const state = (target) => (target?.id === "draft-state" ? target : null);
  const signedOut = (xhr) => new URL(xhr.responseURL || location.href, location.href).pathname.startsWith("/sign-in/");

  function notSaved(place, words) {
    const note = document.createElement("p");
    note.className = "saved-not small";
    note.setAttribute("role", "alert");
    note.textContent = words;
    place.querySelectorAll(":scope > :not(input)").forEach((part) => part.remove());
    place.append(note);
    return note;
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const place = state(event.detail.elt) || state(event.detail.target);
    const form = place?.closest("form");
    if (!form) return;
    if (form.dataset.draftSubmitted !== undefined) {
      event.preventDefault();
      return;
    }
    keepForm(form);
    delete form.dataset.draftDirty;
    form.dataset.draftSending = "";
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    const place = state(target);
    if (signedOut(xhr)) {
      event.detail.shouldSwap = false;
      whole(document).forEach((form) => keepForm(form));
      // What only looked something up loses nothing by it: the draft, which is on its way too, says that it is over.
      if (!place && event.detail.requestConfig.verb === "get") return;
      if (!place) {
        location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
        return;
      }
      const note = notSaved(place, "Not saved on the desk: you are signed out. What you type is kept in this browser. ");
      const link = document.createElement("a");
      link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
      link.textContent = "Sign in and go on";
      note.append(link);
    } else if (place && xhr.status >= 400) {
      event.detail.isError = false;
      event.detail.shouldSwap = xhr.getResponseHeader("Draft-State") === "refused";
      if (!event.detail.shouldSwap) notSaved(place, `Not saved (the desk answered with error ${xhr.status}). What you type is kept in this browser.`);
    }
  });
  document.addEventListener("htmx:sendError", (event) => {
    const place = state(event.detail.elt);
    if (place) notSaved(place, "Not saved: the desk cannot be reached. What you type is kept in this browser.");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const place = state(event.detail.elt) || state(event.detail.target);
    const form = place?.closest("form");
    if (!form) return;
    delete form.dataset.draftSending;
    const { xhr, successful } = event.detail;
    if (successful && xhr.getResponseHeader("Draft-State") === "saved") {
      if ("draftDirty" in form.dataset) keepForm(form);
      else write(form.dataset.draftForm, null);
    }
    form.dispatchEvent(new Event("draft-settled"));
  });
  // A form that comes back empty after it was sent has been taken.
  document.addEventListener("htmx:afterSettle", (event) => {
    whole(event.detail.elt.parentElement || document).forEach((form) => {
      if ("draftBound" in form.dataset || state(event.detail.elt)) return;
      if (read(form.dataset.draftForm)?.sent) write(form.dataset.draftForm, null);
      else restoreForm(form);
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-drop-draft]");
    const form = link?.closest("form[data-draft-form]");
    if (!form) return;
    delete form.dataset.draftDirty;
    write(form.dataset.draftForm, null);
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => whole(document).forEach(restoreForm));
  else whole(document).forEach(restoreForm);
})();
