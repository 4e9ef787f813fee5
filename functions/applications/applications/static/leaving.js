// Marks that a script runs, which shows at once what an answer opens. Leaving a page of a form keeps what was typed: the page is sent as it is, without waiting for an answer.
(() => {
  "use strict";
  const element = document.querySelector("form[data-form]");
  if (!element) return;
  const { scripted } = element.elements;
  if (scripted) scripted.value = "yes"; // the page that says whether somebody may apply keeps nothing, and has no such field
  if (!element.elements.secret || !navigator.sendBeacon) return;
  const written = () => new URLSearchParams(new FormData(element)).toString();
  let last = written(), sent = false;
  element.addEventListener("submit", (event) => {
    sent = !event.defaultPrevented;
  });
  document.addEventListener("visibilitychange", () => {
    const now = written();
    if (document.visibilityState !== "hidden" || sent || now === last) return;
    last = now;
    navigator.sendBeacon(element.action, new URLSearchParams(`${now}&to=leave`));
  });
})();
