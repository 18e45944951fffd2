// The desk of a call: keyboard, focus, scrolling, the sending state and the question before hanging up.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const box = () => $("#reply textarea");
  const send = () => $("button#send, #send button");
  let sure = false;
  let turns = null;
  let status = null;

  // With an input method, Enter picks a word; it must not send. 229 is what some browsers report then.
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== box()) return;
    event.stopPropagation();
    if (composing(event) || event.shiftKey) return;
    event.preventDefault();
    if (box().value.trim() && !document.body.classList.contains("sending")) send().click();
  }, true);

  // Gradio takes Shift+Enter for itself in this event; here it starts a new line.
  document.addEventListener("keypress", (event) => {
    if (event.key === "Enter" && event.target === box()) event.stopPropagation();
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "act-hang_up" && !sure) {
      event.preventDefault();
      event.stopImmediatePropagation();
      $("#hangup-dialog").showModal();
    } else if (button.id === "send") {
      if (document.body.classList.contains("sending") || !box().value.trim()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        box().focus();
        return;
      }
      startSending();
    } else if (button.dataset.hangup) {
      $("#hangup-dialog").close();
      if (button.dataset.hangup === "yes") {
        sure = true;
        $("#act-hang_up").click();
        sure = false;
      } else box().focus();
    } else if (button.dataset.pane) choosePane(button.dataset.pane);
  }, true);

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab]");
    if (!tab || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const tabs = [...tab.parentElement.children];
    const next = tabs.at((tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : -1)) % tabs.length);
    next.focus();
    choosePane(next.dataset.pane);
  });

  function choosePane(name) {
    document.body.dataset.pane = name;
    if (name === "talk") scrollToNews();
    for (const tab of document.querySelectorAll("[role=tab]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.pane === name));
    }
  }

  function startSending() {
    document.body.classList.add("sending");
    const list = $("ol.conversation");
    if (!list) return;
    const pending = document.createElement("li");
    pending.className = "turn trainee pending";
    const bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.textContent = box().value;
    pending.append(bubble);
    list.append(pending);
    list.scrollTop = list.scrollHeight;
  }

  function stopSending() {
    document.body.classList.remove("sending");
    document.querySelectorAll(".turn.pending").forEach((item) => item.remove());
  }

  // The words are still in the box: they can be sent again.
  document.addEventListener("connection-lost", stopSending);

  function scrollToNews() {
    const list = $("ol.conversation:not(.full)");
    if (!list) return;
    if (list.scrollHeight <= list.clientHeight + 2) {
      // On a narrow screen the whole page scrolls instead of the list.
      if (matchMedia("(max-width: 760px)").matches) list.lastElementChild?.scrollIntoView({ block: "center" });
      return;
    }
    // The trainee's own words with their grade at the top, unless that would cut the customer's answer off.
    const said = [...list.querySelectorAll(".turn.trainee")].at(-1);
    const end = list.scrollHeight - list.clientHeight;
    list.scrollTo({ top: said ? Math.max(said.offsetTop - 12, end) : end, behavior: "instant" });
  }

  // The same buttons serve the phone and the counter, where nobody hangs up.
  function putLabels() {
    for (const label of document.querySelectorAll("[data-label]")) {
      const element = document.getElementById(label.dataset.label);
      const button = element && ($("button", element) ?? element);
      if (button && button.textContent.trim() !== label.textContent) button.textContent = label.textContent;
    }
  }

  function settle() {
    const header = $(".desk-header");
    if (!header) return;
    putLabels();
    const changed = header.dataset.turns !== turns || header.dataset.status !== status;
    if (!changed) return;
    const first = status === null;
    turns = header.dataset.turns;
    status = header.dataset.status;
    stopSending();
    scrollToNews();
    if (status === "ringing") $("#answer")?.focus();
    if (status === "talking") box()?.focus({ preventScroll: first });
    if (status === "ended" && !first) $("[data-focus]")?.focus();
  }

  function noticed() {
    if ($("#notice .notice")) {
      stopSending();
      box()?.focus();
    }
  }

  function announceSetup() {
    const live = $("#live");
    if (live && !live.hasAttribute("aria-live")) {
      live.setAttribute("aria-live", "polite");
      live.setAttribute("aria-atomic", "true");
    }
    const conversationTabs = { "pane-talk": "tab-talk", "pane-help": "tab-help", "pane-order": "tab-order" };
    for (const [pane, tab] of Object.entries(conversationTabs)) {
      const element = document.getElementById(pane);
      if (element && !element.hasAttribute("aria-labelledby")) {
        element.setAttribute("role", "tabpanel");
        element.setAttribute("aria-labelledby", tab);
      }
    }
  }

  // A panel is rendered anew after each reply; what was unfolded stays unfolded.
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    const name = event.target.dataset?.keep;
    if (!name || !event.target.isConnected) return;
    if (event.target.open) unfolded.add(name);
    else unfolded.delete(name);
  }, true);
  function unfold() {
    for (const part of document.querySelectorAll("details[data-keep]:not([open]):not([data-seen])")) {
      part.dataset.seen = "";
      part.open = unfolded.has(part.dataset.keep);
    }
  }

  let told = null;
  document.addEventListener("page-changed", () => {
    announceSetup();
    unfold();
    settle();
    const notice = $("#notice .notice");
    if (notice !== told) { told = notice; noticed(); }
  });
})();
