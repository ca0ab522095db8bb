// What the page loads: the site's own lists and documents, each once.

const BASE = new URL("../../../", import.meta.url);
const DATA = new URL("data/", BASE);

const documents = new Map();

/** The list of bodies and the forms. */
export async function loadSite() {
  const [bodies, forms] = await Promise.all([
    json(new URL("agencies.json", DATA)),
    json(new URL("forms.json", import.meta.url)),
  ]);
  return { bodies, forms };
}

/** The document of a report, with the whole address of its page; one that failed is tried again. */
export function loadReport({ id, body, year }) {
  if (!documents.has(id)) {
    const loading = json(new URL(`reports/${body.id}/${year}/${id}.json`, BASE)).then((report) => ({
      ...report,
      page: new URL(report.page, DATA).href,
    }));
    loading.catch(() => documents.delete(id));
    documents.set(id, loading);
  }
  return documents.get(id);
}

/** Where the same figures stand, for a reader whom this page fails. */
export const INDEXES = [
  ["机关", new URL("reports/", BASE).href],
  ["年份", new URL("years/", BASE).href],
];

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
