// The checks of a form in a browser: the same, mistake by mistake, as in Lambda (onestop/domain/forms and
// onestop/contracts/forms). A test gives both thousands of random answers; if you change one side, change the other.
// The data of a page is in <script type="application/json" id="form-data">: see runtime/pages/form_script.py.
const OnestopForms = (() => {
  "use strict"; // here and not at the top, because the libraries before it in this file need their own `this`
  const { Validator, format, logic, Big } = FormLibraries;
  const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isNumber = (value) => typeof value === "number";
  const notGiven = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);
  const copyOf = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
  const textOf = (path) => path.join(".");

  // ---- paths (paths.py)
  const get = (answers, path) => {
    for (const step of path) {
      if (isObject(answers) && typeof step === "string") answers = own(answers, step) ? answers[step] : null;
      else if (Array.isArray(answers) && Number.isInteger(step) && step >= 0 && step < answers.length) answers = answers[step];
      else return null;
    }
    return answers;
  };
  const put = (answers, path, value) => {
    for (const step of path.slice(0, -1)) {
      if (!own(answers, step)) answers[step] = {};
      answers = answers[step];
      if (!isObject(answers)) return;
    }
    answers[path[path.length - 1]] = value;
  };
  const take = (answers, path) => {
    const [name, ...rest] = path;
    if (!own(answers, name)) return;
    if (!rest.length) delete answers[name];
    else if (isObject(answers[name])) {
      const before = Object.keys(answers[name]).length;
      take(answers[name], rest);
      if (before && !Object.keys(answers[name]).length) delete answers[name];
    }
  };

  // ---- days (days.py)
  const dayOf = (value) => {
    const found = typeof value === "string" && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
    return found ? validDay(+found[1], +found[2], +found[3]) : null;
  };
  const validDay = (year, month, day) => {
    if (year < 1) return null;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
  };
  const writeDay = (date) => {
    const year = date.getUTCFullYear();
    return year < 1 || year > 9999 ? null : `${String(year).padStart(4, "0")}-${date.toISOString().slice(-19, -14)}`;
  };
  const whole = (count) => Number.isInteger(count) && Math.abs(count) <= 40000;
  const plusDays = (start, count) => {
    const day = dayOf(start);
    return day && whole(count) ? writeDay(new Date(day.getTime() + count * 86400000)) : null;
  };
  const plusMonths = (start, count) => {
    const day = dayOf(start);
    if (!day || !whole(count)) return null;
    const months = day.getUTCFullYear() * 12 + day.getUTCMonth() + count, year = Math.floor(months / 12), month = months - year * 12;
    if (year < 1 || year > 9999) return null;
    for (let last = day.getUTCDate(); ; last--) {
      const found = validDay(year, month + 1, last);
      if (found) return writeDay(found);
    }
  };
  const between = (count) => (start, end) => {
    const one = dayOf(start), other = dayOf(end);
    return one && other ? count(one, other) : null;
  };
  const yearsBetween = between((one, other) => {
    const later = other.getUTCMonth() - one.getUTCMonth() || other.getUTCDate() - one.getUTCDate();
    return other.getUTCFullYear() - one.getUTCFullYear() - (later < 0 ? 1 : 0);
  });

  // ---- times of day (clock_times.py)
  const isClockTime = (value) => typeof value === "string" && /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value);

  // ---- amounts (amounts.py)
  const plain = (big) => Number(big.toString()) + 0; // no negative zero
  const all = (values, work) => (values.every(isNumber) ? work() : null);
  const sumOf = (values) => plain(values.reduce((sum, value) => sum.plus(value), Big(0)));
  const bound = (pick) => (...values) => {
    const numbers = values.filter(isNumber);
    return numbers.length ? pick(...numbers) : null;
  };
  const total = (entries, name) => {
    const listed = Array.isArray(entries) ? entries : [];
    const values = name ? listed.map((entry) => (isObject(entry) && own(entry, name) ? entry[name] : null)) : listed;
    return sumOf(values.filter(isNumber));
  };

  // ---- logic (logic.py): the operations of json-logic-js that never convert one type into another
  const same = (one, other) => !(typeof one === "object" && one !== null) && !(typeof other === "object" && other !== null) && one === other;
  const ordered = (values) => values.every(isNumber) || values.every((value) => dayOf(value) !== null) || values.every(isClockTime);
  const chain = (compare) => (...values) =>
    values.length > 1 && ordered(values) && values.slice(1).every((value, at) => compare(values[at], value));
  const OPERATIONS = {
    var: function (name, otherwise = null) {
      if (name === "" || name === null || name === undefined) return this;
      const found = get(this, String(name).split(".").map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step)));
      return found === null || found === undefined ? otherwise : found;
    },
    "===": same,
    "!==": (one, other) => !same(one, other),
    in: (value, many) => Array.isArray(many) && many.some((each) => same(value, each)),
    "<": chain((one, other) => one < other),
    "<=": chain((one, other) => one <= other),
    ">": chain((one, other) => one > other),
    ">=": chain((one, other) => one >= other),
    "+": (...values) => all(values, () => sumOf(values)),
    "-": (one, other = null) => (other === null ? all([one], () => plain(Big(0).minus(one))) : all([one, other], () => plain(Big(one).minus(other)))),
    "*": (...values) => (values.length ? all(values, () => plain(values.reduce((product, value) => product.times(value), Big(1)))) : null),
    round: (value, places = 0) =>
      isNumber(value) && isNumber(places) && places >= 0 && places <= 12 ? plain(Big(value).round(Math.trunc(places), Big.roundHalfUp)) : null,
    min: bound(Math.min),
    max: bound(Math.max),
    total,
    count: (many) => (Array.isArray(many) ? many.length : 0),
    plus_days: plusDays,
    plus_months: plusMonths,
    days_between: between((one, other) => Math.round((other - one) / 86400000)),
    years_between: yearsBetween,
  };
  for (const name of ["==", "!=", "%", "/", "log", "cat", "substr", "merge", "missing", "missing_some", "method"]) logic.rm_operation(name);
  for (const [name, work] of Object.entries(OPERATIONS)) logic.add_operation(name, work);
  const given = (rule) => rule !== undefined && rule !== null;
  const holds = (rule, facts) => !given(rule) || logic.truthy(logic.apply(rule, facts));

  // ---- formats (formats.py)
  const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  const BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  const fits = (pattern) => {
    const compiled = new RegExp(`^(?:${pattern})$`);
    return (text) => compiled.test(text);
  };
  const isDate = (text) => {
    const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    return found !== null && validDay(+found[1] || 400, +found[2], +found[3]) !== null;
  };
  const isTime = (text) => {
    const found = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[zZ]|[+-]([0-9]{2})(?::?([0-9]{2}))?)$/.exec(text);
    if (!found) return false;
    const [hour, minute, second, zoneHour, zoneMinute] = found.slice(1).map((part) => +(part || 0));
    return hour < 24 && minute < 60 && second < 60 && zoneHour < 24 && zoneMinute < 60;
  };
  // account numbers (accounts.py): for each country, what follows the check digits: n digits, a letters, c either
  const ACCOUNTS = "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c";
  const OF = { n: "[0-9]", a: "[A-Z]", c: "[A-Z0-9]" };
  const SHAPES = new Map(ACCOUNTS.split(" ").map((country) => [country.slice(0, 2), country.slice(2).replace(/([0-9]+)([nac])/g, (_, count, kind) => `${OF[kind]}{${count}}`)]));
  const isIban = (text) => {
    const plain = text.replace(/ /g, "").replace(/[a-z]/g, (letter) => letter.toUpperCase());
    if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
    const shape = SHAPES.get(plain.slice(0, 2));
    if (shape === undefined || !new RegExp(`^${shape}$`).test(plain.slice(4))) return false;
    const digits = [...plain.slice(4), ...plain.slice(0, 4)].map((letter) => parseInt(letter, 36)).join("");
    return BigInt(digits) % 97n === 1n;
  };
  const FORMATS = {
    email: fits(`${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}`),
    hostname: fits(`(?=.{1,253}$)${NAME}(?:\\.${NAME})*`),
    ipv4: fits(`(?:${BYTE}\\.){3}${BYTE}`),
    uri: fits("[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"),
    uuid: fits("(?:urn:uuid:)?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"),
    date: isDate,
    time: isTime,
    iban: isIban,
    "date-time": (text) => text.length > 11 && "Tt ".includes(text[10]) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
  };
  for (const name of Object.keys(format)) delete format[name];
  Object.assign(format, FORMATS);

  // ---- the schema's complaints (checking.py)
  const THROUGH = new Set(["$ref", "allOf", "if", "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "items", "prefixItems", "unevaluatedItems", "dependentSchemas"]);
  const CLOSED = new Set(["anyOf", "oneOf", "not", "contains", "propertyNames"]); // mistakes inside these count as one
  const BOUNDS = /^(m(in|ax)(Length|Items|Properties|imum)|exclusiveM(in|ax)imum|multipleOf)$/; // the words for these name the bound
  const unescape = (step) => decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~");
  const pathIn = (location, data) => {
    const path = [];
    for (const step of location.split("/").slice(1)) {
      const name = Array.isArray(data) ? Number(step) : unescape(step);
      path.push(name);
      data = data === null || data === undefined ? null : data[name];
    }
    return path;
  };
  const limitAt = (location, root) => {
    let found = root;
    const follow = (pointer) => pointer.split("/").slice(1).reduce((inner, step) => (inner === undefined || inner === null ? undefined : inner[unescape(step)]), root);
    for (const step of location.split("/").slice(1)) {
      if (found === undefined || found === null) return null;
      found = step === "$ref" ? follow(found.$ref) : found[unescape(step)];
    }
    return isNumber(found) ? found : null;
  };
  const checkSchema = (form, answers) => {
    form.validator = form.validator || new Validator(form.schema, "2020-12", false);
    const closed = [], mistakes = [];
    for (const { instanceLocation, keyword, keywordLocation, error } of form.validator.validate(answers).errors) {
      if (closed.some((around) => keywordLocation.startsWith(`${around}/`))) continue;
      if (CLOSED.has(keyword)) closed.push(keywordLocation);
      if (THROUGH.has(keyword)) continue;
      const path = pathIn(instanceLocation, answers), refused = /\/(additionalProperties|unevaluatedProperties|items|unevaluatedItems)\/not$/.exec(keywordLocation);
      if (keyword === "required") mistakes.push({ path: [...path, /property "([\s\S]*)"\.$/.exec(error)[1]], kind: keyword, limit: null });
      else if (keyword === "not" && refused) mistakes.push({ path, kind: refused[1], limit: null });
      else mistakes.push({ path, kind: keyword.replace(/^m..Contains$/, "contains"), limit: BOUNDS.test(keyword) ? limitAt(keywordLocation, form.schema) : null });
    }
    return mistakes;
  };

  // ---- what is asked (asking.py)
  const ask = (form, answers, today) => {
    const kept = copyOf(answers), fields = new Map(), required = [], pages = [];
    const facts = (item) => (item ? { ...kept, today, item } : { ...kept, today });
    const askField = (field, around, source, target, item) => {
      if (given(field.when) && !holds(field.when, facts(item))) return;
      const path = [...around, ...field.path];
      fields.set(textOf(path), { path, field });
      const computed = given(field.compute);
      let found = computed ? logic.apply(field.compute, facts(item)) : get(source, field.path);
      if (field.kind === "group" && Array.isArray(found))
        found = found.map((entry, at) => (isObject(entry) ? askEntry(field, [...path, at], entry) : entry));
      if (!notGiven(found)) put(target, field.path, copyOf(found));
      else if (field.required && !computed) required.push(path);
    };
    const askEntry = (group, around, entry) => {
      const inner = copyOf(entry);
      delete inner["@files"]; // the names of its files
      for (const field of group.fields) take(inner, field.path);
      for (const field of group.fields) askField(field, around, entry, inner, inner);
      return inner;
    };
    for (const page of form.pages) for (const field of page.fields) take(kept, field.path);
    for (const page of form.pages) {
      if (given(page.when) && !holds(page.when, facts())) continue;
      const before = fields.size;
      for (const field of page.fields) askField(field, [], answers, kept, null);
      if ([...fields.values()].slice(before).some(({ field }) => !given(field.compute))) pages.push(page);
    }
    return { answers: kept, fields, pages, required };
  };

  // ---- numbers that can be read in two ways (typed_numbers.py)
  const TWO_WAYS = /^-?(?!0[.,])[0-9]{1,3}[.,][0-9]{3}$/;
  const narrow = (text) => text.replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " "); // wide_letters.py
  const withoutSpaces = (text) => narrow(text).replace(/[ \u00a0\u202f]/g, "");

  // ---- everything that is wrong (find_mistakes.py)
  const begins = (path, start) => start.every((step, at) => path[at] === step);
  const fieldsOf = (form) => form.pages.flatMap((page) => page.fields.map((field) => ({ field, page })));
  const inEntry = (path, fields) => {
    for (let at = 0; at < path.length; at++) {
      const group = typeof path[at] === "number" && fields.find((field) => textOf(field.path) === textOf(path.slice(0, at)));
      if (group) {
        const rest = path.slice(at + 1);
        return group.fields.some((inner) => textOf(inner.path) === textOf(rest)) || inEntry(rest, group.fields);
      }
    }
    return false;
  };
  const judge = (form, answers, today) => {
    const asked = ask(form, answers, today), described = fieldsOf(form).map(({ field }) => field);
    const unasked = ({ path, kind }) => {
      if (kind !== "required") return false;
      const within = described.filter((field) => begins(field.path, path));
      if (within.length) return within.every((field) => !asked.fields.has(textOf(field.path)));
      return inEntry(path, described) && !asked.fields.has(textOf(path));
    };
    const beneath = (path) =>
      asked.fields.has(textOf(path)) ? [] : [...asked.fields.values()].filter((each) => begins(each.path, path) && !given(each.field.compute)).map((each) => each.path);
    // an object that is missing as a whole: the questions in it that need an answer are missing, or else the first one
    const againstSchema = (checked) => {
      const found = checkSchema(form, checked).filter((mistake) => !unasked(mistake));
      const isMissing = ({ path, kind }) => kind === "required" && beneath(path).length > 0;
      const missing = found.filter(isMissing).map(({ path }) => path);
      if (!missing.length) return found;
      const filled = copyOf(checked);
      for (const path of missing) get(filled, path.slice(0, -1))[path[path.length - 1]] = {};
      const inner = againstSchema(filled).filter(({ path, kind }) => kind === "required" && asked.fields.has(textOf(path)) && missing.some((start) => begins(path, start)));
      const told = [...inner.map(({ path }) => path), ...asked.required];
      const first = missing.filter((start) => !told.some((path) => begins(path, start))).map((start) => beneath(start)[0]);
      return [...found.filter((mistake) => !isMissing(mistake)), ...inner, ...first.map((path) => ({ path, kind: "required", limit: null }))];
    };
    const explained = (mistake) => {
      const { field } = asked.fields.get(textOf(mistake.path)) || {};
      if (mistake.kind !== "type" || !field || !["number", "money"].includes(field.kind) || field.whole) return mistake;
      const value = get(asked.answers, mistake.path);
      return typeof value === "string" && TWO_WAYS.test(withoutSpaces(value)) ? { ...mistake, kind: "ambiguous", limit: value } : mistake;
    };
    const found = [
      ...againstSchema(asked.answers).map(explained),
      ...asked.required.map((path) => ({ path, kind: "required", limit: null })),
    ];
    const facts = { ...asked.answers, today };
    for (const rule of form.rules)
      if (asked.fields.has(textOf(rule.at)) && holds(rule.when, facts) && !holds(rule.holds, facts))
        found.push({ path: rule.at, kind: `rule:${rule.code}`, limit: null });
    const once = new Map(found.map((mistake) => [`${textOf(mistake.path)} ${mistake.kind}`, mistake]));
    return { ...asked, mistakes: [...once.keys()].sort().map((key) => once.get(key)) };
  };

  return { judge, isClockTime, narrow, withoutSpaces, TWO_WAYS, get, put, take, copyOf, textOf, notGiven, begins, fieldsOf, evaluate: logic.apply };
})();
