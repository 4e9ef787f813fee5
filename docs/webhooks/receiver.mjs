// A receiver of webhooks with Node alone: node receiver.mjs whsec_... [whsec_...]
//
// It believes what is signed with one of its secrets and no older than five minutes, takes each event once, answers at
// once, and works on it later. Put it behind a server that speaks https.

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const TOLERANCE_SECONDS = 5 * 60;
const MOST_BYTES = 256 * 1024;

// The event of a message; null for one that is not from where it says, or not of this moment.
export function verify(body, headers, secrets, now) {
  const message = headers["webhook-id"] ?? "";
  const moment = headers["webhook-timestamp"] ?? "";
  if (!/^\d+$/.test(moment) || Math.abs(now - Number(moment)) > TOLERANCE_SECONDS) return null;
  const shown = (headers["webhook-signature"] ?? "")
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => Buffer.from(each.slice(3), "base64"));
  for (const secret of secrets) {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const right = createHmac("sha256", key).update(`${message}.${moment}.`).update(body).digest();
    if (shown.some((each) => each.length === right.length && timingSafeEqual(each, right))) return JSON.parse(body);
  }
  return null;
}

export function serve(secrets, port) {
  const seen = new Set(); // of a real receiver: a table
  const work = [];
  return createServer((request, response) => {
    const parts = [];
    let bytes = 0;
    request.on("data", (part) => ((bytes += part.length) > MOST_BYTES ? request.destroy() : parts.push(part)));
    request.on("end", () => {
      const event = verify(Buffer.concat(parts), request.headers, secrets, Date.now() / 1000);
      if (event && !seen.has(event.id)) {
        seen.add(event.id); // the same event may come twice
        work.push(event);
      }
      response.writeHead(event ? 204 : 401).end();
    });
  }).listen(port, "127.0.0.1");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) serve(process.argv.slice(2), 8090);
