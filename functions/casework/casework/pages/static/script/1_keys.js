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
