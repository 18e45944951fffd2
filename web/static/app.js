// Small helpers for what a server-rendered panel cannot do by itself. Nothing here decides anything.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The design is a light one; Gradio would follow the system's dark mode half way.
  const keepLight = () => document.body.classList.contains("dark") && document.body.classList.remove("dark");

  // Gradio sets the language of the browser; the page's own is in its address.
  function keepLanguage() {
    const language = location.pathname.startsWith("/en/") ? "en" : "zh-CN";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }

  function tellTimes() {
    for (const time of $$("time[datetime]:empty")) {
      const at = new Date(time.dateTime);
      const clock = { hour: "2-digit", minute: "2-digit", hour12: false };
      const full = { month: "2-digit", day: "2-digit", ...clock };
      time.textContent = at.toLocaleString(document.documentElement.lang, time.className ? { ...clock, second: "2-digit" } : full);
    }
  }

  function tick() {
    for (const timer of $$(".timer[data-from]")) {
      const until = timer.dataset.to ? Date.parse(timer.dataset.to) : Date.now();
      const seconds = Math.max(0, Math.floor((until - Date.parse(timer.dataset.from)) / 1000));
      const pad = (number) => String(number).padStart(2, "0");
      const text = `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
      if (timer.textContent !== text) timer.textContent = text;
    }
  }

  function filterCards() {
    const wanted = Object.fromEntries($$("[data-filter]").map((select) => [select.dataset.filter, select.value]));
    let shown = 0;
    for (const card of $$(".card")) {
      card.hidden = Object.entries(wanted).some(([name, value]) => value && card.dataset[name] !== value);
      shown += card.hidden ? 0 : 1;
    }
    for (const group of $$(".group")) group.hidden = !$$(".card", group).some((card) => !card.hidden);
    const none = $("[data-none]");
    if (none) none.hidden = shown > 0;
  }

  function takeHints(box) {
    for (const field of $$("[data-hints-value]")) field.value = box.checked ? "on" : "";
  }

  function linkLanguage() {
    const link = $("a[data-language]");
    const call = new URLSearchParams(location.search).get("call");
    if (link && call && !link.href.includes("call=")) link.href += `&call=${encodeURIComponent(call)}`;
  }

  // A message belongs to what was just done; it must not come back with a reload.
  function forgetNotice() {
    const address = new URL(location.href);
    if (!address.searchParams.has("notice") || !$(".notice:not(#connection)")) return;
    address.searchParams.delete("notice");
    history.replaceState(history.state, "", address);
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-filter]")) filterCards();
    if (event.target.matches("[data-hints]")) takeHints(event.target);
  });
  document.addEventListener("submit", (event) => event.target.matches(".filters") && event.preventDefault());
  // A double click must not start two calls. The page may come back from the browser's history, with its buttons.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => $$("form[data-sent]").forEach((form) => delete form.dataset.sent));
  document.addEventListener("click", (event) => event.target.closest("[data-print]") && window.print());

  const refresh = () => { keepLight(); keepLanguage(); tellTimes(); linkLanguage(); tick(); forgetNotice(); };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; refresh(); document.dispatchEvent(new Event("page-changed")); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "lang"] });
  setInterval(tick, 500);
})();
