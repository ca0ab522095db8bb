// Where the bars of a picture begin and end, in percent of its width.

/** {from, width} for each cell, null where there is no number; all bars on one scale with 0 in it. */
export function bars(cells) {
  const values = cells.map(({ state, value }) => (state === "number" ? Number(value) : null));
  const numbers = values.filter((value) => value !== null);
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, ...numbers);
  const share = (value) => (high === low ? 0 : Math.round((value / (high - low)) * 1e4) / 1e2);
  return values.map(
    (value) =>
      value === null ? null : { from: share(Math.min(0, value) - low), width: share(Math.abs(value)) },
  );
}
