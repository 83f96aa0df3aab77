// Keys, the overlay that lists them, and what is said when a request fails. Every action exists without script:
// a key only presses what is on the page.
(() => {
  "use strict";

  const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";
  let cursor = null;
  let prefix = "";
  let prefixTimer = 0;

  const keysAreOff = () => {
    try {
      return localStorage.getItem("keys") === "off";
    } catch {
      return false;
    }
  };

  const inField = (target) => target instanceof Element && (target.matches(FIELDS) || target.closest("[contenteditable]"));
  const seen = (element) => element.getClientRects().length > 0;

  function items() {
    return [...document.querySelectorAll("[data-item]")].filter(seen);
  }

  function moveTo(item) {
    if (!item) return;
    if (cursor) cursor.classList.remove("cursor", "cur");
    cursor = item;
    cursor.classList.add(item.matches("tr") ? "cursor" : "cur");
    cursor.scrollIntoView({ block: "nearest" });
    const focusable = cursor.querySelector("[data-open]") || cursor.querySelector("a, button, input");
    if (focusable) focusable.focus({ preventScroll: true });
  }

  function step(by) {
    const all = items();
    if (!all.length) return false;
    const at = cursor && cursor.isConnected ? all.indexOf(cursor) : -1;
    moveTo(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
    return true;
  }

  // The current row's own keys come first, then those that belong to no row.
  function holder(key) {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const mine = cursor && cursor.isConnected ? [...cursor.querySelectorAll(wanted)] : [];
    const loose = [...document.querySelectorAll(wanted)].filter((element) => !element.closest("[data-item]"));
    return [...mine, ...loose].find((element) => seen(element) && !element.disabled);
  }

  function press(element) {
    if (element.matches(FIELDS)) {
      element.focus();
      return;
    }
    const item = element.closest("[data-item][data-moves-on]");
    const next = item && items()[items().indexOf(item) + 1];
    element.click();
    // What opens or is chosen by its key is gone on from: the next Tab leads into it.
    if (element.matches("input, summary")) element.focus();
    if (next) moveTo(next);
  }

  function label(element) {
    const words = element.dataset.keyWords || element.getAttribute("aria-label");
    if (words) return words;
    const copy = (element.matches("input, select, textarea") && element.labels?.[0] ? element.labels[0] : element).cloneNode(true);
    copy.querySelectorAll("kbd, svg").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function showKeys() {
    const dialog = document.getElementById("keys");
    if (!dialog || !dialog.showModal) return;
    const list = dialog.querySelector("[data-key-list]");
    const known = new Map();
    if (items().length) known.set("j", "Next").set("k", "Previous").set("Enter", "Open");
    document.querySelectorAll("[data-key]").forEach((element) => {
      if (!known.has(element.dataset.key)) known.set(element.dataset.key, label(element));
    });
    if (document.querySelector("[data-main-form]")) known.set("Ctrl Enter", "The page’s main action");
    known.set("?", "This list");
    list.replaceChildren();
    for (const [keys, words] of known) {
      const term = document.createElement("dt");
      keys.split(" ").forEach((key, at) => {
        if (at) term.append(" ");
        const cap = document.createElement("kbd");
        cap.textContent = key.length === 1 ? key.toUpperCase() : key;
        term.append(cap);
      });
      const meaning = document.createElement("dd");
      meaning.textContent = words;
      list.append(term, meaning);
    }
    dialog.querySelector("[data-keys-off]").checked = keysAreOff();
    dialog.showModal();
  }

  function submitMain() {
    const form = document.querySelector("form[data-main-form]");
    if (!form) return false;
    const button = form.querySelector("[data-main-button]") || form.querySelector(".btn.primary");
    form.requestSubmit(button instanceof HTMLButtonElement ? button : undefined);
    return true;
  }

  function act(key) {
    if (key === "?") {
      showKeys();
      return true;
    }
    if (key === "j") return step(1);
    if (key === "k") return step(-1);
    const found = holder(key);
    if (!found) return false;
    press(found);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      if (submitMain()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (document.querySelector("dialog[open]") || keysAreOff()) return;
    if (event.key === "Enter") {
      const open = cursor && cursor.isConnected && cursor.querySelector("[data-open]");
      if (open && (event.target === document.body || event.target === open)) {
        event.preventDefault();
        open.click();
      }
      return;
    }
    if (event.key.length !== 1 || event.key === " ") return;
    const key = event.key.toLowerCase();
    const whole = prefix ? `${prefix} ${key}` : key;
    clearTimeout(prefixTimer);
    prefix = "";
    if (act(whole)) {
      event.preventDefault();
    } else if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
      prefix = key;
      prefixTimer = setTimeout(() => (prefix = ""), 1500);
    }
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-off]")) return;
    try {
      localStorage.setItem("keys", event.target.checked ? "off" : "on");
    } catch {
      // The choice lasts for this page only.
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-show-keys]")) showKeys();
  });

  document.addEventListener("focusin", (event) => {
    const item = event.target instanceof Element && event.target.closest("[data-item]");
    if (!item || item === cursor) return;
    if (cursor) cursor.classList.remove("cursor", "cur");
    cursor = item;
    cursor.classList.add(item.matches("tr") ? "cursor" : "cur");
  });

  function say(words) {
    const place = document.getElementById("flashes");
    if (!place) return;
    const banner = document.createElement("div");
    banner.className = "banner danger";
    banner.setAttribute("role", "alert");
    banner.textContent = words;
    place.replaceChildren(banner);
    banner.scrollIntoView({ block: "nearest" });
  }

  // What had the focus may be gone with the part that was drawn anew: reading goes on where that part stands.
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    if (document.activeElement === document.body && part.matches("[tabindex]")) part.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const gone = status === 409 || status === 412;
    const reason = gone ? "This has changed since the page was loaded" : `The desk answered with error ${status}`;
    say(`${reason}. Nothing was half done. Load the page again and retry.`);
  });
  document.addEventListener("htmx:sendError", () => {
    say("The desk cannot be reached. What you typed is still here. Check the connection and try again.");
  });

  const start = () => {
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const item = named && named.closest("[data-item]");
    if (item) moveTo(item);
    else cursor = document.querySelector("[data-item].cursor, [data-item].cur");
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
