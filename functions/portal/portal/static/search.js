"use strict";
// Suggests services while somebody types what they need (the combobox pattern of ARIA); without it the form is a search.
(() => {
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const box = form.elements.namedItem("q"), words = JSON.parse(form.dataset.words);
  const list = Object.assign(document.createElement("ul"), { id: "q-list", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.list);
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "q-list" }))
    box.setAttribute(name, value);

  const known = new Map();
  let at = -1, waiting = 0, asked = "";

  const mark = (number) => {
    at = number;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const option = (name, why, there, place) => {
    const one = Object.assign(document.createElement("li"), { id: `q-${place}`, textContent: name });
    one.setAttribute("role", "option");
    one.dataset.there = there;
    if (why) one.append(Object.assign(document.createElement("small"), { textContent: why }));
    return one;
  };
  const show = (found) => {
    const lines = found.services.map((each) => {
      const why = each.because.filter((word) => word !== each.service_name).join(", ");
      return [each.service_name, why, `${form.dataset.report}&service=${encodeURIComponent(each.service_code)}`];
    });
    for (const each of found.answers ?? [])
      lines.push([each.title, words.answer, form.dataset.answers.replace("CODE", each.code)]);
    if (found.reference)
      lines.unshift([words.case.replace("{reference}", found.reference), "", `${form.dataset.track}&reference=${found.reference}`]);
    list.replaceChildren(...lines.map((line, place) => option(...line, place)));
    said.textContent = lines.length ? words.count.replace("{count}", lines.length) : words.none;
    mark(-1);
    list.hidden = !lines.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async (text) => {
    asked = text;
    try {
      if (!known.has(text)) {
        const answer = await fetch(`${form.dataset.suggest}&text=${encodeURIComponent(text)}`);
        if (!answer.ok) return;
        known.set(text, await answer.json());
      }
      if (asked === text) show(known.get(text));
    } catch { /* no connection: the form is still a search */ }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = box.value.trim();
    asked = "";
    if (text.length > 1 || /[^\u0000-\u024f]/.test(text)) waiting = setTimeout(ask, 150, text);
    else close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && last >= 0) {
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      mark(at === last ? -1 : at + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) mark(at < 0 ? last : at - 1);
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.there);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());  // the box keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.there);
  });
  box.addEventListener("blur", () => { asked = ""; close(); });
})();
