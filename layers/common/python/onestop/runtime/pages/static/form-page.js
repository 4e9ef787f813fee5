// One page of a form in a browser: shows the fields that are asked with the answers so far, says at once what is wrong,
// and does not send what the server would reject. Without it the server does the same, after sending.
(() => {
  "use strict";
  const island = document.getElementById("form-data"), element = document.querySelector("form[data-form]");
  if (!island || !element) return;
  const { form, page: code, answers: before, today, words, problem, error } = JSON.parse(island.textContent);
  const { judge, isClockTime, narrow, get, put, take, copyOf, textOf, notGiven, begins, fieldsOf, withoutSpaces, TWO_WAYS } = OnestopForms;
  const page = form.pages.find((each) => each.code === code), touched = new Set();
  const WORTH = ["required", "minItems", "type", "ambiguous", "minLength", "enum", "const", "format", "pattern"];
  const worth = ({ kind }) => (WORTH.includes(kind) ? WORTH.indexOf(kind) : WORTH.length);

  // ---- what is typed (read_page.py, typed_numbers.py)
  const readNumber = (text, field) => {
    let plain = withoutSpaces(text);
    if (TWO_WAYS.test(plain)) {
      if (!field.whole) return text;
      plain = plain.replace(/[.,]/g, "");
    } else if (/^-?[0-9]{1,3}((,[0-9]{3})+\.[0-9]+|(,[0-9]{3}){2,})$/.test(plain)) plain = plain.replace(/,/g, "");
    else if (/^-?[0-9]{1,3}((\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})$/.test(plain)) plain = plain.replace(/\./g, "");
    return /^-?[0-9]{1,15}([.,][0-9]{1,12})?$/.test(plain) ? Number(plain.replace(",", ".")) : text;
  };
  const writeNumber = (number) => `${number}${TWO_WAYS.test(String(number)) ? "0" : ""}`;
  const twoReadings = (text) => {
    const plain = withoutSpaces(text);
    return [plain.replace(/[.,]/g, ""), plain.replace(",", ".")].map((each) => writeNumber(Number(each)));
  };
  const readDay = (text) => {
    const found = /^([0-9]{4})(?:[-/.]| ?\u5e74 ?)([0-9]{1,2})(?:[-/.]| ?\u6708 ?)([0-9]{1,2})(?: ?\u65e5)?$/.exec(narrow(text));
    return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : text;
  };
  const readTime = (text) => {
    const found = /^([0-9]{1,2}) ?[:.h] ?([0-9]{2})$/.exec(narrow(text)), time = found && `${found[1].padStart(2, "0")}:${found[2]}`;
    return isClockTime(time) ? time : text;
  };
  const readData = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  // a text that shows nothing is an empty one (visible_words.py)
  const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;
  const seen = (text) => (UNSEEN.test(text) ? "" : text.trim());
  const READERS = {
    number: readNumber,
    money: readNumber,
    yesno: (text) => ({ yes: true, no: false })[text] ?? text,
    confirm: (text) => (text === "yes" ? true : text),
    choice: (text, field) => (/^[0-9]+$/.test(text) && Number(text) < field.choices.length ? field.choices[Number(text)] : text),
    date: readDay,
    time: readTime,
    lines: (text) => text.split("\n").map(seen).filter(Boolean),
    data: readData,
  };
  const read = (field, around, sent, known) => {
    const path = [...around, ...field.path], name = `a-${textOf(path)}`;
    if (field.kind === "file") return known; // files are not sent with the page
    if (field.kind === "group") {
      const count = Math.min(Number(sent.get(`${name}.count`)) || 0, 50), list = Array.isArray(known) ? known : [];
      return Array.from({ length: count }, (_, at) => {
        const entry = copyOf(list[at] && typeof list[at] === "object" ? list[at] : {});
        for (const inner of field.fields) {
          take(entry, inner.path);
          const value = read(inner, [...path, at], sent, get(list[at], inner.path));
          if (!notGiven(value)) put(entry, inner.path, value);
        }
        return entry;
      });
    }
    if (field.kind === "choices") return field.choices.filter((_, at) => sent.has(`${name}.${at}`));
    const text = seen(String(sent.get(name) ?? ""));
    return READERS[field.kind] ? READERS[field.kind](text, field) : text;
  };
  const readPage = () => {
    const sent = new FormData(element), changed = copyOf(before);
    for (const field of page.fields) {
      if (field.compute !== undefined) continue;
      take(changed, field.path);
      const value = read(field, [], sent, get(before, field.path));
      if (!notGiven(value)) put(changed, field.path, value);
    }
    return changed;
  };

  // ---- what is wrong, in words (wording.py)
  const fieldIn = (path, fields) => {
    for (let length = path.length; length; length--) {
      const found = fields.find((field) => textOf(field.path) === textOf(path.slice(0, length)));
      if (found) return (found.fields && fieldIn(path.slice(length + 1), found.fields)) || found;
    }
    return null;
  };
  const phrase = ({ kind, limit }, field) => {
    const own = field ? field.kind : "text", example = field && field.example;
    if (kind === "required" || (kind === "minLength" && limit === 1)) return words.missing[own] || words.missing_text;
    if ((kind === "pattern" || kind === "format") && example) return words.written_so;
    if (kind === "pattern" && own === "phone") return words.phone;
    if (kind === "pattern" && own !== "time" && !(field && field.hinted)) return words.without_hint;
    if (["type", "format", "enum", "const"].includes(kind) || (kind === "pattern" && own === "time")) return words.types[own === "number" && field.whole ? "integer" : own] || words.missing_text;
    if (kind === "multipleOf" && limit === 0.01) return words.cents;
    return words.kinds[kind] || words.otherwise;
  };
  const say = (mistake) => {
    const rule = form.rules.find(({ code: name }) => mistake.kind === `rule:${name}`);
    if (rule) return rule.say;
    const field = fieldIn(mistake.path, fieldsOf(form).map(({ field: each }) => each));
    const own = field && field.say && field.say[mistake.kind];
    if (!own && mistake.kind === "ambiguous") {
      const [grouped, decimal] = twoReadings(mistake.limit);
      return words.two_ways.replace("{grouped}", grouped).replace("{decimal}", decimal);
    }
    return own || phrase(mistake, field).replace("{limit}", mistake.limit).replace("{example}", (field && field.example) || "");
  };
  const sayAbout = (id, sentence) => {
    const { name, at } = document.getElementById(id).closest("[data-at]").dataset;
    const entry = at.split(".").filter((step) => /^[0-9]+$/.test(step)).pop(), question = entry === undefined ? name : `${name} (${Number(entry) + 1})`;
    return words.about[/[?\uff1f]$/.test(question) ? "asked" : "named"].split("{question}").join(question).split("{mistake}").join(sentence);
  };
  const pageOf = (path) => {
    for (let length = path.length; length; length--) {
      const found = fieldsOf(form).find(({ field }) => textOf(field.path) === textOf(path.slice(0, length)));
      if (found) return found.page;
    }
    const beneath = fieldsOf(form).find(({ field }) => begins(field.path, path));
    return beneath ? beneath.page : null;
  };
  const anchorOf = (path) => {
    for (let length = path.length; length; length--) {
      const found = document.getElementById(`a-${textOf(path.slice(0, length))}`);
      if (found) return found;
    }
    const beneath = page.fields.find((field) => begins(field.path, path));
    return beneath ? document.getElementById(`a-${textOf(beneath.path)}`) : null;
  };
  const wrongOnPage = (mistakes) => {
    const said = new Map();
    for (const mistake of [...mistakes].sort((one, other) => worth(one) - worth(other))) {
      const anchor = pageOf(mistake.path) === page && anchorOf(mistake.path);
      if (anchor && !anchor.closest("[data-at][hidden]") && !said.has(anchor.id)) said.set(anchor.id, say(mistake));
    }
    return said;
  };

  // ---- the fields that are shown
  const clear = (id) => {
    const old = document.getElementById(`${id}-wrong`), field = document.getElementById(id);
    if (!old || !field) return;
    old.remove();
    const box = field.closest(".has-wrong");
    if (box) box.classList.remove("has-wrong");
    const described = field.closest("fieldset.question") && field.type === "radio" ? field.closest("fieldset.question") : field;
    const rest = (described.getAttribute("aria-describedby") || "").split(" ").filter((name) => name && name !== `${id}-wrong`);
    if (rest.length) described.setAttribute("aria-describedby", rest.join(" "));
    else described.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
  };
  const complain = (id, sentence) => {
    clear(id);
    const field = document.getElementById(id), picks = field.closest(".picks");
    const note = Object.assign(document.createElement("p"), { className: "wrong", id: `${id}-wrong` });
    note.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: error }), sentence);
    if (field.tagName === "SECTION") field.insertBefore(note, field.querySelector("input[type=hidden]"));
    else (picks || field).before(note);
    const box = field.tagName === "SECTION" ? field : field.closest(".field, fieldset.question");
    box.classList.add("has-wrong");
    const described = picks && box.tagName === "FIELDSET" ? box : field;
    described.setAttribute("aria-describedby", `${described.getAttribute("aria-describedby") || ""} ${id}-wrong`.trim());
    if (described === field && field.tagName !== "SECTION") field.setAttribute("aria-invalid", "true");
  };
  const ids = () => [...element.querySelectorAll(".wrong")].map((note) => note.id.slice(0, -"-wrong".length));
  const summarise = (wrong) => {
    document.querySelectorAll(".summary:not(.danger)").forEach((old) => old.remove());
    const box = document.createElement("div"), list = document.createElement("ul");
    for (const [name, value] of Object.entries({ class: "summary", role: "alert", "aria-labelledby": "summary", tabindex: "-1" })) box.setAttribute(name, value);
    for (const [id, sentence] of wrong) {
      const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: sayAbout(id, sentence) }), line = document.createElement("li");
      line.append(link);
      list.append(line);
    }
    box.append(Object.assign(document.createElement("h2"), { id: "summary", textContent: problem }), list);
    element.before(box);
    if (!document.title.startsWith(error)) document.title = error + document.title; // as on the server's page
    box.focus();
  };
  const look = () => {
    const found = judge(form, readPage(), today);
    for (const box of element.querySelectorAll("[data-at]")) box.hidden = !found.fields.has(box.dataset.at);
    return wrongOnPage(found.mistakes);
  };
  const idOf = (target) => {
    const box = target.closest("[data-at]");
    return box ? `a-${box.dataset.at}` : "";
  };
  element.addEventListener("change", (event) => {
    touched.add(idOf(event.target));
    const wrong = look();
    for (const id of new Set([...ids(), ...touched])) {
      if (wrong.has(id)) complain(id, wrong.get(id));
      else clear(id);
    }
  });
  element.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.name) return; // adds or removes an entry, goes back, saves for later
    const wrong = look();
    ids().forEach(clear);
    if (!wrong.size) return;
    event.preventDefault();
    for (const [id, sentence] of wrong) complain(id, sentence);
    summarise(wrong);
  });
  look();
})();
