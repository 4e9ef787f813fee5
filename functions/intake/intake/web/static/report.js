"use strict";
// Improves what works without it: a report and its receipt. Nothing is kept on a shared device (a kiosk).
(() => {
  const main = document.querySelector("[data-report], [data-receipt]");
  if (!main) return;
  const kiosk = "kiosk" in main.dataset;
  const form = document.getElementById("step");
  const DRAFT = "onestop-report", SENT = "onestop-sent", CONTACT = "onestop-contact", OF_CONTACT = ["name", "email", "phone", "language"];
  const LASTS = 7 * 24 * 3600 * 1000;
  const base = new URL(document.currentScript.src).pathname.split("/report/static/")[0];

  // ---- what is kept on the device until it is sent
  const kept = (name, store = localStorage) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
  const keep = (name, what, store = localStorage) => {
    if (kiosk) return;
    try { if (what) store.setItem(name, JSON.stringify(what)); else store.removeItem(name); } catch { /* not kept */ }
  };
  const draft = () => {
    const found = kept(DRAFT);
    if (found && Date.now() - found.at > LASTS) { keep(DRAFT, null); return null; }
    return found;
  };

  // ---- photos wait in a small database of the browser: they are too large for anything else
  const photos = (work) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("onestop-report", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("photos", { keyPath: "id", autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction("photos", "readwrite"), asked = work(change.objectStore("photos"));
      change.oncomplete = () => { opening.result.close(); resolve(asked.result); };
      change.onerror = change.onabort = () => { opening.result.close(); reject(change.error); };
    };
  });
  const photosOf = async (key) => (await photos((store) => store.getAll())).filter((photo) => photo.key === key);
  const forgetPhotos = () => photos((store) => store.clear()).catch(() => {});

  if (form) {
    const step = main.dataset.report;
    const put = (name, value) => {
      let field = form.elements.namedItem(name);
      if (!field) {
        field = Object.assign(document.createElement("input"), { type: "hidden", name });
        form.prepend(field);
      }
      if (field instanceof RadioNodeList || field.type === "checkbox" || field.type === "radio") {
        for (const one of field instanceof RadioNodeList ? field : [field]) one.checked = one.value === value;
      } else field.value = value;
      return field;
    };
    const fields = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value));
    put("script", "yes");

    // ---- kept while it is written; deleted when somebody asks for it, and once it is sent
    const unsent = draft();
    let answered = false;  // an earlier draft stays until somebody continues or deletes it
    const save = (more = {}) => {
      const typed = fields();
      if (answered && (typed.description || typed.service || step !== "what")) keep(DRAFT, { fields: typed, step, at: Date.now(), ...more });
    };
    const offer = document.getElementById("draft");
    if (offer && unsent && !unsent.queued && !kiosk && unsent.fields.key !== form.elements.key.value) {
      offer.hidden = false;
      offer.querySelector("[data-resume]").addEventListener("click", () => {
        for (const [name, value] of Object.entries(unsent.fields)) put(name, value);
        put("to", unsent.step === "all" ? "check" : unsent.step);
        form.submit();
      });
      offer.querySelector("[data-discard]").addEventListener("click", () => {
        keep(DRAFT, null); forgetPhotos(); offer.hidden = true; answered = true;
        form.querySelector("textarea, input:not([type=hidden])")?.focus();
      });
    } else answered = true;
    form.addEventListener("input", () => { answered = true; save(); });
    for (const event of ["change", "map:pin"]) form.addEventListener(event, () => save());
    if (step !== "what") { answered = true; save(); }

    // ---- shown on each page, where it can be deleted: others may use this device too
    const aside = document.getElementById("kept");
    if (aside && !kiosk) {
      const tell = () => { if (kept(DRAFT)?.fields.key === form.elements.key.value) aside.hidden = false; };
      aside.querySelector("[data-discard]").addEventListener("click", async (event) => {
        keep(DRAFT, null); keep(CONTACT, null, sessionStorage);
        await forgetPhotos();
        location.replace(event.target.dataset.first);
      });
      form.addEventListener("input", tell);
      tell();
    }

    // ---- another report near here: their contact data is known already
    const before = kept(CONTACT, sessionStorage);
    if (step === "what" && before && form.elements.lat) for (const name of OF_CONTACT) if (before[name]) put(name, before[name]);
    if (step === "check" && !kiosk) {
      const said = fields();
      keep(CONTACT, Object.fromEntries(OF_CONTACT.filter((name) => said[name]).map((name) => [name, said[name]])), sessionStorage);
    }

    // ---- without a connection: kept, and sent as soon as it is back, once however often it is tried
    const note = document.getElementById("offline"), queue = note?.querySelector("[data-queue]");
    const words = queue && { said: note.querySelector("p").textContent, queue: queue.textContent };
    const isQueued = () => Boolean(draft()?.queued);
    const showNote = () => {
      note.hidden = false;
      note.querySelector("p").textContent = isQueued() ? note.dataset.queued : words.said;
      queue.textContent = isQueued() ? queue.dataset.undo : words.queue;
      queue.hidden = kiosk;
    };
    const send = async () => {
      const waiting = draft();
      if (!waiting?.queued || !navigator.onLine) return;
      const address = waiting.step === "check" ? `${base}/report/check` : `${base}/report`;
      try {
        const answer = await fetch(`${address}?lang=${document.documentElement.lang}`, { method: "POST", body: new URLSearchParams(waiting.fields) });
        if (answer.status >= 500) throw new Error("not now");
        keep(DRAFT, { ...waiting, queued: false });
        keep(SENT, waiting.fields.key, sessionStorage);
        if (answer.redirected) { location.assign(answer.url); return; }
        for (const [name, value] of Object.entries(waiting.fields)) put(name, value);  // something must be corrected
        put("to", waiting.step === "all" ? "check" : waiting.step);
        form.action = `${base}/report/check?lang=${document.documentElement.lang}`;
        form.submit();
      } catch { setTimeout(send, 15000); }
    };
    queue?.addEventListener("click", () => {
      answered = true;
      if (isQueued()) { save({ queued: false }); showNote(); return; }
      save({ queued: true }); showNote(); send();
    });
    form.addEventListener("submit", (event) => {
      save();
      if (step === "check" || step === "all") keep(SENT, form.elements.key.value, sessionStorage);
      if (navigator.onLine || !note) return;
      event.preventDefault();
      showNote();
      note.scrollIntoView({ block: "nearest" });
      queue.focus();
    });
    addEventListener("online", () => { send(); if (note && !isQueued()) note.hidden = true; });
    if (unsent?.queued) { showNote(); send(); }

    // ---- services proposed while somebody writes
    const proposals = document.getElementById("proposals"), description = form.elements.description;
    if (proposals && description) {
      const picks = proposals.querySelector("[data-picks]");
      const row = (code, name, ...lines) => {
        const label = document.createElement("label"), radio = document.createElement("input"), text = document.createElement("span");
        Object.assign(radio, { type: "radio", name: "choice", value: code });
        const strong = document.createElement(lines.length ? "strong" : "span");
        strong.textContent = name;
        text.append(strong, ...lines.filter(Boolean).flatMap((line) => [document.createElement("br"), line]));
        label.append(radio, text);
        return label;
      };
      let waits, last = "";
      const look = async () => {
        const said = description.value.trim();
        if (said === last || said.length < 4) return;
        last = said;
        try {
          const answer = await fetch(proposals.dataset.from, { method: "POST", body: new URLSearchParams({ description: said }) });
          const found = (await answer.json()).proposals;
          if (said !== last) return;
          const chosen = form.elements.choice?.value;
          picks.replaceChildren(...found.map((each) => row(each.code, each.name, each.description, each.why)), row("unsure", picks.dataset.unsure));
          const first = [...picks.querySelectorAll("input")].find((radio) => radio.value === chosen) ?? (found.length ? picks.querySelector("input") : null);
          if (first) first.checked = true;
          proposals.hidden = !found.length;
          if (!found.length) picks.replaceChildren();
        } catch { /* asked again on the next page */ }
      };
      description.addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(look, 400); });
      look();
    }

    // ---- where one is
    const locate = form.querySelector("[data-locate]");
    if (locate && navigator.geolocation) {
      const state = form.querySelector("[data-located]");
      locate.hidden = false;
      locate.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          put("lat", coords.latitude.toFixed(6)).dispatchEvent(new Event("change", { bubbles: true }));
          put("long", coords.longitude.toFixed(6)).dispatchEvent(new Event("change", { bubbles: true }));
          state.textContent = locate.dataset.done;
        },
        () => { state.textContent = locate.dataset.failed; },
        { enableHighAccuracy: true, timeout: 20000 }));
    }

    // ---- photos: made smaller, turned the right way, kept here until the report is sent
    const chooser = form.querySelector("[data-photo]");
    if (chooser) {
      const MOST = 5, WIDEST = 1600, key = form.elements.key.value;
      const state = form.querySelector("[data-added]"), list = form.querySelector("[data-photos]");
      const show = async () => {
        const waiting = await photosOf(key);
        for (const old of list.querySelectorAll("img")) URL.revokeObjectURL(old.src);
        list.replaceChildren(...waiting.map((photo, at) => {
          const item = document.createElement("li"), picture = document.createElement("img"), away = document.createElement("button");
          Object.assign(picture, { src: URL.createObjectURL(photo.data), alt: photo.name });
          Object.assign(away, { type: "button", className: "as-link", textContent: list.dataset.remove.replace("{number}", at + 1) });
          away.addEventListener("click", async () => { await photos((store) => store.delete(photo.id)); await show(); chooser.focus(); });
          item.append(picture, away);
          return item;
        }));
        form.querySelector("[data-count]").value = waiting.length || "";
        state.textContent = state.dataset.added.replace("{count}", waiting.length);
        chooser.disabled = waiting.length >= MOST;
        save();
        return waiting.length;
      };
      const shrunk = async (file) => {
        const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
        const by = Math.min(1, WIDEST / Math.max(picture.width, picture.height)), canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * by);
        canvas.height = Math.round(picture.height * by);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        return new Promise((resolve, reject) => canvas.toBlob((data) => (data ? resolve(data) : reject(new Error("no picture"))), "image/jpeg", .85));
      };
      chooser.addEventListener("change", async () => {
        let unreadable = false, there = (await photosOf(key)).length;
        for (const file of chooser.files) {
          if (there >= MOST) break;
          try {
            const data = await shrunk(file);
            await photos((store) => store.add({ key, name: file.name, data }));
            there += 1;
          } catch { unreadable = true; }
        }
        chooser.value = "";
        await show();
        if (unreadable) state.textContent = chooser.dataset.unreadable;
      });
      show().catch(() => { chooser.disabled = true; });
    }

    // not on the first page, which is to be there with the fewest requests
    if (!kiosk && step !== "what" && "serviceWorker" in navigator) {
      navigator.serviceWorker.register(`${base}/report/worker.js`, { scope: `${base}/report` }).catch(() => {});
      if (!navigator.onLine && step === "all" && crypto.randomUUID) put("key", crypto.randomUUID());  // the cached page has an old key
    }
    return;
  }

  // ---- the receipt: the report has arrived
  const key = kept(SENT, sessionStorage);
  const print = document.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  if (key && draft()?.fields.key === key) keep(DRAFT, null);  // another one may have been begun since
  const state = document.querySelector("[data-photos-state]");
  if (!state || !key) return;
  const api = main.dataset.photosAt, secret = main.dataset.secret;
  const upload = async (photo) => {
    const asked = await fetch(`${api}/attachments`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ secret, name: photo.name.slice(0, 200) }),
    });
    if (!asked.ok) throw new Error("not now");
    const offered = await asked.json(), sending = new FormData();
    for (const [name, value] of Object.entries(offered.upload.fields)) sending.append(name, value);
    sending.append("file", photo.data, photo.name);
    await fetch(offered.upload.url, { method: "POST", body: sending, mode: "no-cors" });
    return offered.id;
  };
  const arrived = async (ids) => {
    const known = await (await fetch(api, { headers: { "X-Case-Secret": secret } })).json();
    return known.attachments.filter((one) => ids.includes(one.id) && one.status !== "expected").length === ids.length;
  };
  const sendPhotos = async (tries = 5) => {
    try {
      const waiting = await photosOf(key);
      if (!waiting.length) return;
      state.hidden = false;
      const ids = [];
      for (const photo of waiting) { ids.push(await upload(photo)); await photos((store) => store.delete(photo.id)); }
      for (let look = 0; look < 20 && !(await arrived(ids)); look += 1) await new Promise((go) => setTimeout(go, 1500));
      state.textContent = state.dataset.gone;
    } catch {
      state.textContent = state.dataset.stuck;
      if (tries) setTimeout(() => sendPhotos(tries - 1), 10000);
    }
  };
  sendPhotos();
})();
