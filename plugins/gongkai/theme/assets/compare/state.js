// What is compared, as an address that can be kept and shared: ?r=pingtan-2020&r=pingtan-2023

export const MOST = 6; // more columns could not be read side by side

/** The kinds of lines that are shown only on demand; see cells.js. */
export const OPTIONAL = ["same", "partial", "empty"];

const REPORT = "r";
const ALSO = "also";
const FIGURE = "figure";

/**
 * The state that an address asks for: {reports, also, figure}.
 *
 * `reports` are ids in the order given, each once; `also` the kinds of lines shown besides those
 * that differ; `figure` the address of the cell that is drawn, "" for the main figures.
 */
export function fromAddress(search) {
  const given = new URLSearchParams(search);
  return {
    reports: [...new Set(given.getAll(REPORT).filter(Boolean))],
    also: OPTIONAL.filter((kind) => given.getAll(ALSO).includes(kind)),
    figure: given.get(FIGURE) ?? "",
  };
}

/** The query part of the address of a state; "" for the empty one. */
export function toAddress({ reports, also = [], figure = "" }) {
  const given = new URLSearchParams(reports.map((id) => [REPORT, id]));
  for (const kind of also) given.append(ALSO, kind);
  if (figure) given.set(FIGURE, figure);
  return given.size ? `?${given}` : "";
}

/** The state with a report taken up or dropped. */
export const withReport = (state, id) => ({ ...state, reports: toggled(state.reports, id) });

/** The state with a kind of lines shown or left out. */
export const withKind = (state, kind) => ({ ...state, also: toggled(state.also, kind) });

function toggled(list, value) {
  const without = list.filter((each) => each !== value);
  return without.length < list.length ? without : [...list, value];
}
