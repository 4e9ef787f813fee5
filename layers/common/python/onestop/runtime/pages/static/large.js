"use strict";
// A television or a kiosk: arrow keys move in their direction, OK presses, and people who walk away leave nothing behind.
(() => {
  const end = document.getElementById("end"), rest = document.getElementById("rest");
  if (!end || !rest) return;
  const SILENT = 40, WARNED = 20;  // seconds: 60 without a touch, and the last 20 are counted aloud

  // ---- arrow keys
  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const OK = ["Enter", "Accept", "Select"];
  const shown = (stop) => stop.tabIndex >= 0 && !stop.disabled && !stop.closest("[role=application]") && stop.checkVisibility({ visibilityProperty: true }) && stop.getClientRects().length;
  const stops = () => [...document.querySelectorAll(STOPS)].filter(shown);
  const gap = (from, to, start, finish) => Math.max(0, to[start] - from[finish], from[start] - to[finish]);

  // the nearest in that direction: distance along it counts once, distance to the side three times
  const nearest = (here, [x, y]) => {
    const from = here.getBoundingClientRect();
    let best = null, least = Infinity;
    for (const stop of stops()) {
      if (stop === here || here.contains(stop) || stop.contains(here)) continue;
      const to = stop.getBoundingClientRect();
      const along = y ? y * ((to.top + to.bottom) - (from.top + from.bottom)) / 2 : x * ((to.left + to.right) - (from.left + from.right)) / 2;
      const overlap = y ? gap(from, to, "top", "bottom") : gap(from, to, "left", "right");
      if (along <= 1 || (overlap === 0 && along < (y ? Math.min(from.height, to.height) : Math.min(from.width, to.width)) / 2)) continue;
      const beside = y ? gap(from, to, "left", "right") : gap(from, to, "top", "bottom");
      if (x && beside > 0) continue;  // left and right stay in the row
      const far = overlap + along / 100 + 3 * beside;
      if (far < least) [best, least] = [stop, far];
    }
    return best;
  };
  const inSight = (stop) => { const at = stop.getBoundingClientRect(); return at.top < innerHeight && at.bottom > 0; };
  const go = (way) => {
    const all = stops(), here = all.includes(document.activeElement) ? document.activeElement : null;
    if (!here) { (all.find((stop) => stop.closest("main")) ?? all[0])?.focus(); return; }
    const [x, y] = way;
    let next = nearest(here, way);
    if (y && (!next || !inSight(next))) {  // scroll first, so that the text in between can be read
      const before = scrollY;
      scrollBy({ top: y * innerHeight * .7, behavior: "instant" });
      if (scrollY !== before && !(next && inSight(next))) return;
    }
    next ??= all[all.indexOf(here) + (x || y)];  // at the end of a row: on to the next one
    next?.focus();
  };

  // a text field keeps the keys that move its cursor; a list can be changed once OK has opened it
  let opened = null;
  const keeps = (field, [x, y]) => {
    if (field === opened) return Boolean(y);
    if (!field.matches("textarea, input:not([type=radio], [type=checkbox], [type=file])")) return false;
    const { selectionStart: start, selectionEnd: finish, value } = field;
    if (start === null) return Boolean(x && value);
    if (x) return x < 0 ? start > 0 : finish < value.length;
    return field.localName === "textarea" && (y < 0 ? value.slice(0, start) : value.slice(finish)).includes("\n");
  };
  const open = (list) => {
    opened?.removeAttribute("data-opened");
    opened = list;
    list?.setAttribute("data-opened", "");
  };
  document.addEventListener("focusout", () => open(null));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || rest.open) return;
    const field = document.activeElement;
    if (WAYS[event.key]) {
      if (field.closest("[role=application]") || keeps(field, WAYS[event.key])) return;
      event.preventDefault();
      go(WAYS[event.key]);
    } else if (OK.includes(event.key)) {
      if (field.localName === "select") open(field === opened ? null : field);
      else if (field.matches("[type=radio], [type=checkbox], [type=file]") || event.key !== "Enter") field.click();
      else return;
      event.preventDefault();
    }
  });

  // ---- people who walk away: a visible countdown, stopped by any key or touch; at its end all traces are removed
  const USED = "onestop-used", start = new URL(end.dataset.start, location.href).pathname === location.pathname;
  const used = (yes) => { try { if (yes) sessionStorage.setItem(USED, "yes"); return Boolean(sessionStorage.getItem(USED)); } catch { return true; } };
  const count = rest.querySelector("[data-count]");
  let last = Date.now(), leaving = false;
  if (!start) used(true);
  const leave = () => {
    leaving = true;
    try { sessionStorage.clear(); } catch { /* nothing is kept */ }
    end.requestSubmit();
  };
  const touch = (event) => {
    if (leaving || !event.isTrusted) return;
    used(true);
    last = Date.now();
    if (!rest.open || !["keydown", "click"].includes(event.type)) return;  // a touch becomes a click when the finger is lifted
    event.preventDefault();  // it only stops the countdown
    event.stopImmediatePropagation();
    rest.close();
  };
  for (const kind of ["keydown", "pointerdown", "click", "wheel", "input"]) addEventListener(kind, touch, { capture: true, passive: false });
  rest.addEventListener("cancel", () => { last = Date.now(); });
  end.addEventListener("submit", () => { leaving = true; try { sessionStorage.clear(); } catch { /* nothing is kept */ } });
  setInterval(() => {
    const silent = Math.floor((Date.now() - last) / 1000), left = SILENT + WARNED - silent;
    if (leaving || (start && !used(false))) return;
    if (left <= 0) { leave(); return; }
    if (left > WARNED) return;
    count.textContent = left;
    if (!rest.open) rest.showModal();
  }, 500);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
