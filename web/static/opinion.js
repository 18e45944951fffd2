// The section of the second opinion goes on by itself while a model is being asked. The server decides everything.
(() => {
  "use strict";

  const EVERY_MS = 2000;
  const section = () => document.getElementById("second-opinion");
  let watching = false;

  function put(html) {
    const old = section();
    if (!old) return;
    const made = document.createElement("template");
    made.innerHTML = html;  // from our own server, everything in it escaped there
    const fresh = made.content.firstElementChild;
    if (!fresh || fresh.id !== old.id) throw new Error("not the section");
    const held = old.contains(document.activeElement);
    if (old.innerHTML === fresh.innerHTML && old.dataset.asking === fresh.dataset.asking) return;
    old.replaceWith(fresh);
    if (held) fresh.focus({ preventScroll: true });
  }

  function lost() {
    const line = section()?.querySelector(".progress");
    if (line) line.textContent = line.dataset.lost;
  }

  async function take(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    put(await answer.text());
  }

  async function watch() {
    if (watching) return;
    watching = true;
    let failed = 0;
    while (section() && "asking" in section().dataset) {
      await new Promise((resume) => setTimeout(resume, EVERY_MS));
      const now = section();
      if (!now) break;
      try { await take(now.dataset.address); failed = 0; } catch { failed += 1; if (failed > 2) lost(); }
    }
    watching = false;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-opinion]")) return;
    event.preventDefault();
    if (form.dataset.asked) return;
    form.dataset.asked = "yes";
    try {
      await take(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-part": "section" } });
    } catch { lost(); }
    delete form.dataset.asked;
    delete form.dataset.sent;
    watch();
  });
  document.addEventListener("page-changed", watch);
})();
