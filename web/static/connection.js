// Watches whether the server answers. A lost connection is said in the page's own words, what is being
// typed is kept by drafts.js, and the page is loaded again once the server is back.
(() => {
  "use strict";

  const PAUSE = { gone: 1000, loading: 1500, ready: 5000, failed: 5000 };
  const ANSWER_MS = 8000;
  const $ = (selector) => document.querySelector(selector);
  let missed = 0;
  let leaving = false;
  let timer = 0;

  addEventListener("beforeunload", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });

  async function stageOf() {
    try {
      const answer = await fetch("/state", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
      return answer.ok ? (await answer.json()).stage : "gone";
    } catch {
      return "gone";
    }
  }

  async function look() {
    clearTimeout(timer);
    const stage = await stageOf();
    if (leaving) return stage;
    if (stage === "gone") lost();
    else if (missed > 1) location.reload();
    else found(stage);
    timer = setTimeout(look, PAUSE[stage] ?? PAUSE.ready);
    return stage;
  }

  function lost() {
    missed += 1;
    if (missed < 2) return; // one request may fail for many reasons
    document.dispatchEvent(new Event("connection-lost"));
    say("lost");
  }

  function found(stage) {
    missed = 0;
    const sign = $("[data-grader]");
    if (!sign || sign.dataset.grader === stage) return;
    sign.dataset.grader = stage;
    $("[data-grader] span").textContent = sign.dataset[stage];
  }

  function say(what) {
    const text = $("[data-grader]")?.dataset[what] ?? "";
    let banner = $("#connection");
    if (!banner) {
      banner = document.createElement("div");
      banner.id = "connection";
      banner.className = "notice notice-warning";
      banner.setAttribute("role", "alert");
      document.body.append(banner);
    }
    if (banner.textContent !== text) banner.textContent = text;
  }

  // Gradio tells of a failed event in a corner, in English; that corner is hidden, and this stands for it.
  let toast = null;
  document.addEventListener("page-changed", async () => {
    const now = $("[data-testid=toast-body]");
    if (now === toast) return;
    toast = now;
    if (!now || (await look()) === "gone") return;
    document.dispatchEvent(new Event("connection-lost"));
    say("broken");
    setTimeout(() => $("#connection")?.remove(), ANSWER_MS);
  });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
})();
