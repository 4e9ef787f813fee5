"use strict";
// Answers for us if there is no connection: with the empty form on one page and its script, and nothing else. What
// somebody types is never kept here; the page itself keeps it, and sends it when the connection is back.
const KEPT = "onestop-report-1";
const OURS = /\/report(\/[^/]*)?$/;  // not the receipts, whose addresses begin alike
const FORM = new URL("all", self.location.href).href;

const keepForm = async () => {
  const store = await caches.open(KEPT), page = await fetch(FORM, { credentials: "omit" });
  if (!page.ok) return;
  const script = (await page.clone().text()).match(/<script src="([^"]+)"/)?.[1];
  if (script) await store.add(new URL(script, FORM).href);
  await store.put(FORM, page);
};

self.addEventListener("install", (event) => { event.waitUntil(keepForm().then(() => self.skipWaiting())); });
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("onestop-report-") && name !== KEPT).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event, page = request.mode === "navigate", { pathname } = new URL(request.url);
  if (request.method !== "GET" || !(page ? OURS.test(pathname) : pathname.includes("/report/static/"))) return;
  event.respondWith(fetch(request).catch(async () => (await caches.match(page ? FORM : request.url)) ?? Response.error()));
});
