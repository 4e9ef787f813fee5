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
