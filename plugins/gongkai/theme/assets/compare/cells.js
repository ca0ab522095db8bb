// Cells as they are compared. A blank is no zero, and nothing is computed with it.

/** What is said of a cell that has no print. */
export const SPOKEN = {
  blank: "原表未填",
  not_printed: "原表未印此行",
  not_in_form: "该年表式无此项",
  unknown: "无法计算，有的分项原表未填",
};

const FILLED = new Set(["number", "na", "text"]);

/** Whether a cell holds anything printed. */
export const isFilled = ({ state }) => FILLED.has(state);

/**
 * How the cells of a line compare: `different` or `same` by what they say, `broken` where the form
 * changed what it asks, `partial` where not every form has the cell, `empty` without any print.
 */
export function kindOf(cells) {
  if (!cells.some(isFilled)) return "empty";
  const own = cells.filter(({ address }) => address);
  if (new Set(own.map(({ address }) => address)).size > 1) return "broken";
  if (own.length < cells.length) return "partial";
  return new Set(cells.map(saying)).size > 1 ? "different" : "same";
}

/** Whether a cell has another address than the last one before it: what it counts is another thing. */
export function isAfterBreak(cells, n) {
  const before = cells.slice(0, n).findLast(({ address }) => address);
  return Boolean(before && cells[n].address && before.address !== cells[n].address);
}

/** What a cell says, so that equal amounts are equal texts: 1.50 is 1.5, and neither is 1.5 元. */
function saying({ state, value, unit = "", printed = "" }) {
  if (state !== "number") return `${state} ${printed}`;
  const text = String(value);
  const digits = text.includes(".") ? text.replace(/\.?0+$/u, "") : text;
  return `number ${digits} ${unit}`;
}

/** The later count less the earlier, with its sign; null where either is no count. */
export function change(earlier, later) {
  if (!isCount(earlier) || !isCount(later)) return null;
  const difference = later.value - earlier.value;
  if (difference === 0) return "0";
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}

/** The sum of counts as a cell, `unknown` where any of them is none; `isSum` says it is not printed. */
export function sum(cells) {
  const flags = cells.flatMap((cell) => cell.flags);
  if (!cells.every(isCount)) return { state: "unknown", flags };
  const value = cells.reduce((total, cell) => total + cell.value, 0);
  return { state: "number", value, printed: String(value), isSum: true, flags };
}

const isCount = ({ state, value }) => state === "number" && Number.isSafeInteger(value);
