// Asks the worker. Answers come as plain data, ready to show: see session.js.

/** The root of the site, also where that lies below a path. */
export const BASE = new URL("../../../", import.meta.url);

const waiting = new Map();
let worker = null;
let count = 0;

function start() {
  const started = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data: { id, result, error } }) => {
    const { done, fail } = waiting.get(id);
    waiting.delete(id);
    if (error) fail(new Error(error));
    else done(result);
  });
  started.addEventListener("error", (event) => {
    for (const { fail } of waiting.values()) fail(new Error(event.message ?? "worker"));
    waiting.clear();
    worker = null;
  });
  return started;
}

function ask(method, ...args) {
  worker ??= start();
  count += 1;
  const id = count;
  return new Promise((done, fail) => {
    waiting.set(id, { done, fail });
    worker.postMessage({ id, method, args });
  });
}

/** Loads what a search needs. */
export const prepare = () => ask(null);

/**
 * What a state finds, with the first `most` hits: see Session.search. An exact amount comes at once,
 * and then again with the pages that have it in a longer number.
 */
export async function* search(state, most) {
  const quick = await ask("search", state, most, true);
  yield quick;
  if (quick.isPartial) yield await ask("search", state, most);
}

/** More hits of the same state. */
export const more = (state, from, most) => ask("more", state, from, most);
