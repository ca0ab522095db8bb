// What a page says where it was hit: blocks of its copy, the terms marked, each with its link.

import { SPACE, compile, find, units, untokenize } from "./tokens.js";

const LENGTH = 90; // characters of an excerpt
const BEFORE = 30; // of them before the first hit
const MOST = 3; // excerpts a page
const NUMBERS_MARK = "¦¦"; // from there on, numbers that are no text
const SHOWN_MARK = "¦"; // in a mark, before the text that readers meet there

/**
 * The blocks of a fragment of Pagefind's index, as gongkai/search/copies.py wrote them:
 * [{text, isHeading, isTitle, anchor, section, row}]. `prose` is how many tokens are prose, the
 * last `second` of them its second spelling, which is not shown.
 */
export function blocks({ content, anchors }, prose = Infinity, second = 0) {
  const tokens = content.split(/\s+/u).filter(Boolean);
  const marks = [...anchors].sort((a, b) => a.location - b.location);
  const found = [];
  let section = null;
  let row = null;
  let next = 0;
  for (let start = 0, end; start < tokens.length; start = end + 1) {
    end = start;
    while (end < tokens.length - 1 && !/[¶§]/u.test(tokens[end])) end += 1;
    const text = untokenize(tokens.slice(start, end + 1).map(withoutEnd));
    if (marks[next]?.id === NUMBERS_MARK && marks[next].location <= start) break;
    let anchor = "";
    for (; next < marks.length && marks[next].location <= start; next += 1) {
      const mark = readMark(marks[next]);
      if (!mark.text) anchor = mark.anchor;
      else if (start < prose) section = mark;
      else row = mark;
    }
    const isHeading = tokens[end].includes("§");
    if (isHeading) section = { anchor, text };
    if (start >= prose - second && start < prose) continue;
    found.push({ text, isHeading, isTitle: isHeading && start === 0, anchor, section, row });
  }
  return found;
}

const withoutEnd = (token) => token.replace(/[¶§]\.?$/u, "");

function readMark({ id }) {
  const [anchor, text = ""] = id.split(SHOWN_MARK);
  return { anchor, text: text.replaceAll(SPACE, " ") };
}

/**
 * The best places of a page for some terms: [{label, anchor, parts, match}]. `parts` is the text
 * as a list of [text, isHit]; `match` the text that was hit first, null if it is not on the page
 * in one piece.
 */
export function excerpts(pageBlocks, termList, simplify) {
  const wanted = termList.flatMap((term) => [...new Set([term, simplify(term)])].map(compile));
  const places = [];
  const rows = new Set();
  for (const block of pageBlocks) {
    if (block.isTitle) continue;
    const place = hitsOf(block, wanted, simplify);
    if (!place.count || (block.row && rows.has(block.row))) continue;
    if (block.row) rows.add(block.row);
    places.push(place);
  }
  // Those with most of the terms first. Then what only this page says: headings are on many.
  const rank = ({ count, block }) => -2 * count + (block.isHeading ? 1 : 0);
  return places.sort((a, b) => rank(a) - rank(b)).slice(0, MOST).map(toExcerpt);
}

/** A title with the terms marked: a list of [text, isHit]. */
export function markedTitle(text, termList, simplify) {
  const wanted = termList.flatMap((term) => [...new Set([term, simplify(term)])].map(compile));
  return cut(text, hitsOf({ text, row: null }, wanted, simplify).ranges, 0, text.length);
}

function hitsOf(block, wanted, simplify) {
  const text = block.row ? block.row.text : block.text;
  const list = units(text);
  const simple = simplify(text) === text ? null : units(simplify(text));
  const ranges = [];
  let count = 0;
  for (const { chars } of wanted) {
    const found = find(list, chars);
    if (!found.length && simple) found.push(...find(simple, chars));
    count += found.length ? 1 : 0;
    ranges.push(...found);
  }
  return { block, text, count, ranges: merged(ranges) };
}

/** Ranges in order, those that touch made one. */
function merged(ranges) {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  return sorted.reduce((all, [start, end]) => {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
    return all;
  }, []);
}

function toExcerpt({ block, text, ranges }) {
  const anchor = block.row?.anchor ?? (block.anchor || block.section?.anchor || "");
  const [first] = ranges;
  const start = Math.max(0, Math.min(first[0] - BEFORE, text.length - LENGTH));
  const end = Math.min(text.length, Math.max(start + LENGTH, first[1]));
  return {
    anchor,
    label: block.isHeading ? "" : (block.section?.text ?? ""),
    isRow: Boolean(block.row),
    parts: cut(text, ranges, start, end),
    match: block.row || block.isHeading ? null : text.slice(first[0], first[1]),
  };
}

function cut(text, ranges, start, end) {
  const parts = [];
  let at = start;
  for (const [from, to] of ranges) {
    if (to <= start || from >= end) continue;
    if (from > at) parts.push([text.slice(at, from), false]);
    parts.push([text.slice(Math.max(from, at), Math.min(to, end)), true]);
    at = Math.min(to, end);
  }
  if (at < end) parts.push([text.slice(at, end), false]);
  if (start > 0) parts.unshift(["…", false]);
  if (end < text.length) parts.push(["…", false]);
  return parts;
}

/** The address of a place; browsers that know text fragments also mark the text there. */
export function deepLink(url, { anchor, match }) {
  const text = match ? `:~:text=${encodeURIComponent(match).replaceAll("-", "%2D")}` : "";
  return anchor || text ? `${url}#${encodeURI(anchor)}${text}` : url;
}
