"use strict";
// Improves what works without it: keys. Other pages add their own beneath, each in a block of its own.

// ---- keys: single letters outside of fields, never with a modifier, and not at all once switched off here
(() => {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const OFF = "desk-keys-off";
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const opener = document.querySelector("[data-keys]");
  const change = dialog.querySelector("[data-keys-switch]");
  const name = () => { change.textContent = isOff() ? change.dataset.on : change.dataset.off; };
  opener.hidden = false;
  opener.addEventListener("click", () => { name(); dialog.showModal(); });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  change.addEventListener("click", () => {
    try { if (isOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* not kept */ }
    name();
  });

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (by) => {
    const all = rows(), at = all.findIndex((row) => row.classList.contains("chosen"));
    if (!all.length) return;
    const next = Math.min(Math.max(at + by, 0), all.length - 1);
    if (at >= 0) all[at].classList.remove("chosen");
    all[next].classList.add("chosen");
    (all[next].querySelector("[data-open]") ?? all[next].querySelector("a, button, input"))?.focus();
    all[next].scrollIntoView({ block: "nearest" });
  };
  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); return Boolean(found); };
  let going = false;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff() || dialog.open) return;
    const key = event.key;
    if (key.length !== 1) return;
    let done = true;
    if (going) { going = false; done = press(`[data-go="${CSS.escape(key)}"]`); }
    else if (key === "g") going = true;
    else if (key === "?") opener.click();
    else if (key === "/") document.querySelector("[data-search]")?.focus();
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "x") document.querySelector(".chosen [data-pick]")?.click();
    else done = press(`[data-key="${CSS.escape(key)}"]`);
    if (done) event.preventDefault();
  });
})();

// ---- what is unfolded by hand takes the cursor into its first field
document.addEventListener("toggle", (event) => {
  if (event.newState === "open" && navigator.userActivation?.isActive)
    event.target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);
// ---- the inbox: numbers on the lists and what is new, asked for by itself; nothing that one reads moves
(() => {
  const inbox = document.querySelector("[data-inbox]");
  if (!inbox) return;
  const EVERY = 60_000; // milliseconds between two questions
  const address = new URL(inbox.dataset.counts, location.href);
  address.searchParams.set("since", inbox.dataset.since);
  const news = inbox.querySelector("[data-news]");
  let tag = "", timer = 0, asking = false;
  const show = (said) => {
    for (const place of inbox.querySelectorAll("[data-count]")) {
      place.textContent = said.counts[place.dataset.count] ?? "";
      place.hidden = false;
    }
    if (news.textContent !== said.new) news.textContent = said.new; // said by a screen reader only when it changes
    news.hidden = !said.new;
  };
  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = true;
    try {
      const answer = await fetch(address, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status === 401) return; // signed out: the next click says so
      if (answer.ok) { tag = answer.headers.get("ETag") ?? ""; show(await answer.json()); }
    } catch { /* no connection: asked again */ } finally { asking = false; }
    timer = setTimeout(ask, EVERY);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
})();

// ---- choosing many in the inbox: all of the page at once
(() => {
  const all = document.querySelector("[data-pick-all]");
  if (!all) return;
  const boxes = () => [...document.querySelectorAll("[data-pick]")];
  for (const hidden of [all, document.querySelector("[data-pick-all-words]")]) hidden.hidden = false;
  all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick]")) return;
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
  });
})();
