// The search runs here, beside the page: typing never waits for it. It also keeps Pagefind from
// reading the page's language: knowing Chinese, it would cut every question in its own way.

import { openSession } from "./session.js";

self.addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const session = await openSession();
    self.postMessage({ id, result: method ? await session[method](...args) : null });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
