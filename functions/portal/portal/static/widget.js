// "Report a problem" on a city's own site: a link to our form, where the script tag stands. It asks nobody else.
"use strict";
(() => {
  const tag = document.currentScript;
  const words = {}; // by language; the first where none fits
  const { service, lang, label, position } = tag.dataset;
  const language = lang || document.documentElement.lang || navigator.language || "";
  const primary = (name) => name.toLowerCase().split("-")[0];
  const known = Object.keys(words);
  const spoken = known.find((name) => name.toLowerCase() === language.toLowerCase()) ||
    known.find((name) => primary(name) === primary(language)) || known[0];
  const address = (more) => {
    const there = new URL("report", tag.src);
    const given = { service, lang: spoken, ...more };
    Object.keys(given).forEach((name) => given[name] && there.searchParams.set(name, given[name]));
    return there.href;
  };
  const link = document.createElement("a");
  link.className = "onestop-report";
  link.href = address();
  link.textContent = label || words[spoken];
  if (!label) link.lang = spoken;
  link.referrerPolicy = "no-referrer";
  // by single properties: a policy without inline style lets these be set, and a site's own rules with !important win
  Object.assign(link.style, {
    display: "inline-block", padding: "0.75em 1.25em", borderRadius: "4px", font: "inherit", fontWeight: "bold",
    color: "#fff", backgroundColor: "#0b4f8a", textDecoration: "underline",
  });
  link.addEventListener("click", (event) => {
    if (position !== "ask" || !navigator.geolocation || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const go = (more) => location.assign(address(more));
    const near = ({ coords }) => go({ lat: coords.latitude.toFixed(5), long: coords.longitude.toFixed(5) });
    navigator.geolocation.getCurrentPosition(near, () => go(), { timeout: 8000, maximumAge: 60000 });
  });
  tag.after(link);
})();
