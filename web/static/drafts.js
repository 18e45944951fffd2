// What is typed in a call and not yet sent or saved outlives a reload of the tab, and nothing else.
(() => {
  "use strict";

  const FIELDS = "#reply textarea, .order-field :is(textarea, input:not([role=listbox]))";
  const $ = (selector, root = document) => root.querySelector(selector);
  const call = location.pathname.includes("/call/") && new URLSearchParams(location.search).get("call");
  if (!call) return;
  const place = `draft:${call}`;
  const nameOf = (field) => field.closest(".order-field")?.id ?? "reply";
  const letters = (text) => text.replace(/\s+/g, "");
  let restored = false;
  let saved = null;

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(place)) ?? {};
    } catch {
      return {};
    }
  }

  function change(edit) {
    const drafts = read();
    edit(drafts);
    if (Object.keys(drafts).length) sessionStorage.setItem(place, JSON.stringify(drafts));
    else sessionStorage.removeItem(place);
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(FIELDS)) return;
    change((drafts) => { drafts[nameOf(event.target)] = event.target.value; });
  }, true);

  function lastSaid() {
    const bubble = [...document.querySelectorAll(".turn.trainee:not(.pending) .bubble")].at(-1)?.cloneNode(true);
    bubble?.querySelectorAll("sup").forEach((number) => number.remove());
    return letters(bubble?.textContent ?? "");
  }

  function restore() {
    const drafts = read();
    for (const field of document.querySelectorAll(FIELDS)) {
      const text = drafts[nameOf(field)];
      const isReply = nameOf(field) === "reply";
      if (!text || text === field.value || (isReply && letters(text) === lastSaid())) continue;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (!isReply) field.dispatchEvent(new FocusEvent("blur")); // which saves it
    }
  }

  document.addEventListener("page-changed", () => {
    if (!$(".desk-header") || !$("#reply textarea")) return;
    if (!restored) {
      restored = true;
      restore();
    }
    if (!$("#reply textarea").value) change((drafts) => { delete drafts.reply; });
    const mark = $("#saved .saved.ok");
    if (mark && mark !== saved) {
      change((drafts) => Object.keys(drafts).filter((name) => name !== "reply").forEach((name) => delete drafts[name]));
    }
    saved = mark;
  });
})();
