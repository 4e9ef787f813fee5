// A front end of somebody else's: it knows the API by the types that were generated from our document, and by nothing else.
import type { components, paths } from "./api";

type Schemas = components["schemas"];
type Lang = NonNullable<NonNullable<paths["/api/services"]["get"]["parameters"]["query"]>["lang"]>;

const [server, key] = process.argv.slice(2) as [string, string];

async function call<Answer>(path: keyof paths, init: RequestInit = {}, parts: Record<string, string> = {}): Promise<Answer> {
  const address = Object.entries(parts).reduce((made, [name, value]) => made.replace(`{${name}}`, value), String(path));
  const answer = await fetch(server + address, init);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function main(): Promise<void> {
  const lang: Lang = "es";
  const offered = await call<Schemas["ServiceList"]>(`/api/services`, { headers: { "Accept-Language": lang } });
  const service = offered.services.find((each) => each.service_code === "pothole");
  if (!service) throw new Error("no such service");
  const need: Schemas["CaseBody"] = {
    service_code: service.service_code, description: "Un bache hondo", place: { address: "12 Harbour Street" }, language: lang,
  };
  const opened = await call<Schemas["CaseOpened"]>("/api/cases", {
    method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": key }, body: JSON.stringify(need),
  });
  const secret = { "X-Case-Secret": opened.secret };
  const status = await call<Schemas["CaseStatus"]>("/api/cases/{reference}", { headers: secret }, { reference: opened.reference });
  const { reference, service: named } = status;
  console.log(JSON.stringify({ name: service.service_name, same: reference === opened.reference, named, language: opened.language }));
}

main().catch((error) => { console.error(error); process.exit(1); });
