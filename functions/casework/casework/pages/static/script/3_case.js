// ---- the case: what is typed is kept until it is sent or thrown away, on this device, for this person and case
(() => {
  const page = document.querySelector("[data-case]");
  if (!page) return;
  const BEGIN = "desk-draft:", WEEK = 7 * 24 * 3600 * 1000, said = page.dataset;
  const store = (name, value) => {
    try { if (value === undefined) return localStorage.getItem(name); if (value === null) localStorage.removeItem(name); else localStorage.setItem(name, value); } catch { /* not kept */ }
    return null;
  };
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(BEGIN)) continue;
      let at = 0;
      try { at = JSON.parse(localStorage.getItem(name)).at; } catch { /* none of ours */ }
      if (!(Date.now() - at < WEEK)) localStorage.removeItem(name);
    }
  } catch { /* nothing is kept here */ }
  const nameOf = (draft) => `${BEGIN}${said.person}:${said.case}:${draft}`;
  for (const draft of (document.querySelector("[data-done]")?.dataset.done || "").split(" ")) if (draft) store(nameOf(draft), null);

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["hidden", "submit", "file", "button"].includes(field.type) && field.tagName !== "FIELDSET");
  const read = (form) => fieldsOf(form).map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? `${field.value}=${field.checked}` : field.value, field.tagName === "TEXTAREA"]);
  const write = (form, kept) => {
    fieldsOf(form).forEach((field, at) => {
      const [name, value] = kept[at] || [];
      if (name !== field.name) return;
      if (["checkbox", "radio"].includes(field.type)) field.checked = value === `${field.value}=true`; else field.value = value;
    });
  };
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = nameOf(form.dataset.draft), first = JSON.stringify(read(form));
    const line = document.createElement("p");
    line.className = "hint"; line.setAttribute("role", "status");
    form.append(line);
    const drop = document.createElement("button");
    drop.type = "button"; drop.className = "link"; drop.textContent = said.drop;
    drop.addEventListener("click", () => { store(name, null); write(form, JSON.parse(first)); line.textContent = ""; });
    const say = (words) => { line.textContent = `${words} `; line.append(drop); };
    let kept = null;
    try { kept = JSON.parse(store(name)); } catch { store(name, null); }
    if (kept && !document.querySelector(".summary[role=alert]") && JSON.stringify(kept.fields) !== first) {
      write(form, kept.fields);
      for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      for (const fold of form.querySelectorAll("details")) fold.open = true;
      say(said.back);
    }
    let waits = 0;
    form.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(() => {
        const fields = read(form);
        if (JSON.stringify(fields) === first) { store(name, null); line.textContent = ""; return; }
        store(name, JSON.stringify({ at: Date.now(), fields }));
        if (!line.textContent) say(said.kept);
      }, 400);
    });
    form.addEventListener("submit", (event) => {
      if (navigator.onLine !== false) return;
      event.preventDefault();
      say(said.offline);
    });
  }
  // what was typed into a form that is not here any more: the case has moved on, the words have not
  const orphans = document.querySelector("[data-orphans]"), here = [...document.querySelectorAll("form[data-draft]")].map((form) => nameOf(form.dataset.draft));
  for (const name of ((() => { try { return Object.keys(localStorage); } catch { return []; } })())) {
    if (!name.startsWith(nameOf("")) || here.includes(name)) continue;
    let words = [];
    try { words = JSON.parse(store(name)).fields.filter(([, value, written]) => written && value).map(([, value]) => value); } catch { /* none of ours */ }
    if (!words.length) { store(name, null); continue; }
    const quote = document.createElement("blockquote"), drop = document.createElement("button");
    quote.className = "said"; quote.dir = "auto"; quote.textContent = words.join("\n");
    drop.type = "button"; drop.className = "link"; drop.textContent = said.drop;
    drop.addEventListener("click", () => { store(name, null); quote.remove(); drop.remove(); orphans.hidden = !orphans.querySelector("blockquote"); });
    orphans.append(quote, drop);
    orphans.hidden = false;
  }
  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (fold.matches?.("details.act[open]") && !document.activeElement?.closest("form")) fold.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  }, true);
})();

// ---- the case: whether it has moved on and who else is looking; asked while the page is in sight and somebody is there
(() => {
  const news = document.querySelector("[data-beat]");
  if (!news) return;
  const EVERY = 30000, AWAY = 10 * 60000, page = document.querySelector("[data-case]");
  const looking = news.querySelector("[data-looking]"), moved = news.querySelector("[data-moved]");
  let tag = "", touched = Date.now(), asking = false;
  for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  const ask = async () => {
    if (asking || document.hidden || Date.now() - touched > AWAY) return;
    asking = true;
    try {
      const answer = await fetch(news.dataset.beat, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "manual" });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") || "";
        const told = await answer.json();
        if (looking.textContent !== told.looking) looking.textContent = told.looking;
        moved.hidden = told.version <= Number(page.dataset.version);
      }
    } catch { /* no connection: it is asked again */ }
    asking = false;
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  ask();
})();

// ---- a note: colleagues are proposed while a name is typed behind an @; their names are asked for once
(() => {
  const field = document.querySelector("textarea[data-names]");
  if (!field) return;
  const MOST = 6, BEGUN = /(?:^|[^A-Za-z0-9._%+-])@([\p{L}\p{N}_.-]*)$/u;
  const list = document.createElement("div");
  list.className = "names"; list.hidden = true;
  list.setAttribute("role", "group"); list.setAttribute("aria-label", field.dataset.namesWords);
  field.after(list);
  let names = null;
  const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1];
  const put = (name) => {
    const at = field.selectionStart, from = at - begun().length;
    field.setRangeText(`${name} `, from, at, "end");
    list.hidden = true;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const offer = async () => {
    if (begun() === undefined) { list.hidden = true; return; }
    if (names === null) {
      names = [];
      try { const answer = await fetch(field.dataset.names, { redirect: "manual" }); if (answer.ok) names = (await answer.json()).names; } catch { names = null; }
    }
    const word = begun()?.toLowerCase();
    const fitting = word === undefined ? [] : (names || []).filter((name) => name.toLowerCase().startsWith(word) && name.toLowerCase() !== word).slice(0, MOST);
    list.replaceChildren(...fitting.map((name) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "button second"; button.textContent = `@${name}`;
      button.addEventListener("click", () => put(name));
      return button;
    }));
    list.hidden = !fitting.length;
  };
  field.addEventListener("input", offer);
  list.addEventListener("keydown", (event) => { if (event.key === "Escape") { list.hidden = true; field.focus(); } });
})();
