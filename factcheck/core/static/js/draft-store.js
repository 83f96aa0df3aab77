// What drafts.js and form-drafts.js share: where drafts lie in this browser, and what is said of one that came back.
// It is loaded before both.
window.draftStore = (() => {
  "use strict";
  const PREFIX = "draft:";

  return {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(PREFIX + key));
      } catch {
        return null;
      }
    },

    // Whether it could be kept; storage may be full or refused. Nothing in place of a draft drops it.
    write(key, draft) {
      try {
        if (draft) localStorage.setItem(PREFIX + key, JSON.stringify(draft));
        else localStorage.removeItem(PREFIX + key);
        return true;
      } catch {
        return false;
      }
    },

    keys() {
      try {
        return Object.keys(localStorage)
          .filter((stored) => stored.startsWith(PREFIX))
          .map((stored) => stored.slice(PREFIX.length));
      } catch {
        return [];
      }
    },

    clock: (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false }),

    // Words in an element that is told aloud, with a button that takes back what they tell of.
    say(place, words, undo) {
      place.textContent = words;
      if (!undo) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn sm quiet";
      button.textContent = undo.words;
      button.addEventListener("click", undo.act);
      place.append(" ", button);
    },
  };
})();
