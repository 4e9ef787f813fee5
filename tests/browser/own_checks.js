// What WCAG 2.2 asks of a page and axe does not look at: by criterion, the elements in which it fails.
// Everything is undone at the end, so that the page may be looked at again.
() => {
  const found = {};
  const fail = (rule, element) => {
    (found[rule] = found[rule] || []).push(element.outerHTML.slice(0, 160));
  };
  const shown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const here = document.activeElement;
  const [x, y] = [scrollX, scrollY];

  // 2.4.7, 2.4.11, 2.4.13: where the keyboard is can be seen, and nothing that stays in place covers it
  const rings = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const fixed = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return at;
    }
    return null;
  };
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const element of all(stops)) {
    if (element.disabled) continue;
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) continue;
    if (!rings(getComputedStyle(element)) && !rings(getComputedStyle(element.closest("label") || element))) fail("focus-visible", element);
    const box = element.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.02, 0.5], [0.98, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([across, down]) => [box.left + box.width * across, box.top + box.height * down]);
    const covered = points.every(([left, top]) => {
      const top_one = document.elementFromPoint(left, top);
      return top_one && !element.contains(top_one) && !top_one.contains(element) && fixed(top_one);
    });
    if (covered && box.width) fail("focus-not-obscured", element);
  }

  // 1.3.5, 3.3.7: what a browser knows of somebody it may fill in; staff write of others, which it must not
  const signing = { username: /username/, password: /password/, code: /one-time-code/ };
  const own = { email: /email/, phone: /tel/ };
  const purposes = location.pathname.includes("/desk") ? signing : { ...own, ...signing };
  for (const [field, purpose] of Object.entries(purposes)) {
    for (const element of all(`input[name='${field}']`)) {
      if (!purpose.test(element.autocomplete)) fail("input-purpose", element);
    }
  }

  // 3.3.8: a password may be pasted and kept by a program; nobody has to solve a riddle
  for (const element of all("input[type=password]")) {
    const paste = new ClipboardEvent("paste", { cancelable: true, bubbles: true });
    if (!element.dispatchEvent(paste) || element.autocomplete === "off") fail("accessible-authentication", element);
  }

  // 2.5.7: whatever is dragged can be moved by a button or a choice as well
  for (const element of all("[draggable=true]:not(a):not(img)")) {
    if (!element.querySelector("button, select, input, a[href]")) fail("dragging", element);
  }

  // 3.2.6: help stands at the same place of each page: the last thing
  const help = all("a[href^='tel:']").filter((element) => element.closest("footer"));
  const footer = all("body > footer")[0];
  if (footer && !help.length) fail("consistent-help", footer);

  // 1.4.12: with the spacing that people choose nothing is cut off
  const spacing = document.createElement("style");
  spacing.textContent = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";
  document.head.append(spacing);
  for (const element of all("body *")) {
    const style = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!text || element.closest(".hidden, .skip, svg, [aria-hidden=true]") || style.clipPath !== "none") continue;
    const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (wide || high) fail("text-spacing", element);
  }
  if (document.documentElement.scrollWidth > innerWidth) fail("text-spacing", document.body);
  spacing.remove();

  if (here instanceof HTMLElement) here.focus({ preventScroll: true });
  scrollTo(x, y);
  return found;
}
