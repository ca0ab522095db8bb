// What a reader types, cut by the rules of gongkai/search/tokens.py; a test holds the two together.

export const NUMBER_START = "α";
export const NUMBER_END = "ω";
const POINT = "δ";
export const SPACE = "␣";

const LONG = 5; // digits of a number that is also a token as a whole

const LETTER = /[\p{L}\p{N}_]/u;
const DROPPED = /[\p{M}␣¶§]/u;

/** A character in its plain form, lower case: full width, ① and ㎡ as letters and digits. */
function plain(char) {
  if (DROPPED.test(char)) return "";
  if (/\p{Pc}/u.test(char)) return "_";
  const folded = char.normalize("NFKC");
  return LETTER.test(folded) ? folded.toLowerCase() : char;
}

/**
 * The characters of a text that count, numbers in their frame, each with its place in the text:
 * [character, start, end].
 */
export function units(text) {
  const chars = [];
  let at = 0;
  for (const char of text) {
    for (const each of plain(char)) chars.push([each, at, at + char.length]);
    at += char.length;
  }
  const found = [];
  const isDigit = (n) => n < chars.length && chars[n][0] >= "0" && chars[n][0] <= "9";
  for (let n = 0; n < chars.length; n += 1) {
    const [char, start, end] = chars[n];
    if (!isDigit(n)) {
      if (LETTER.test(char)) found.push([char, start, end]);
      continue;
    }
    found.push([NUMBER_START, start, start]);
    for (; isDigit(n) || (/[,.．]/.test(chars[n]?.[0]) && isDigit(n + 1)); n += 1) {
      const [digit, from, to] = chars[n];
      if (digit !== ",") found.push([isDigit(n) ? digit : POINT, from, to]);
    }
    n -= 1;
    found.push([NUMBER_END, chars[n][2], chars[n][2]]);
  }
  return found;
}

/** The characters of a text that count, as a list. */
export const letters = (text) => units(text.normalize("NFC")).map(([char]) => char);

/** Pairs of neighbours: the tokens of the index. */
export const pairs = (chars) => chars.slice(0, -1).map((char, n) => char + chars[n + 1]);

/**
 * A term as characters to look for. At its ends a number may be part of a longer one, so the frame
 * is left out there; `whole` keeps it and is null where there is none to keep.
 */
export function compile(text) {
  const whole = letters(text);
  const from = whole[0] === NUMBER_START ? 1 : 0;
  const to = whole.length - (whole.at(-1) === NUMBER_END ? 1 : 0);
  const part = whole.slice(from, to);
  // A single digit is no pair: it is only found as a number of its own.
  if (part.length < 2) return { chars: whole, whole: null };
  return { chars: part, whole: part.length < whole.length ? whole : null };
}

/** A whole number as one token of the index, null if it has too few digits to be one. */
export function longNumber({ whole }) {
  if (whole?.at(0) !== NUMBER_START || whole.indexOf(NUMBER_END) !== whole.length - 1) return null;
  const digits = whole.filter((char) => char >= "0" && char <= "9");
  return digits.length >= LONG ? whole.join("") : null;
}

/**
 * White space separates terms. Single characters one after the other are one term: so are headings
 * spread. A character alone is no term, since every page has it; a number is.
 */
export function terms(query) {
  const found = [];
  let spread = "";
  const end = () => {
    if (letters(spread).length > 1) found.push(spread);
    spread = "";
  };
  for (const text of query.split(/\s+/u)) {
    const { length } = letters(text);
    if (length === 1) spread += text;
    else if (length > 1) {
      end();
      found.push(text);
    }
  }
  end();
  return found;
}

/** Where a list of characters stands in a text: pairs of start and end, no two touching. */
export function find(textUnits, chars) {
  const found = [];
  for (let n = 0; n + chars.length <= textUnits.length; n += 1) {
    if (chars.every((char, k) => textUnits[n + k][0] === char)) {
      found.push([textUnits[n][1], textUnits[n + chars.length - 1][2]]);
      n += chars.length - 1;
    }
  }
  return found;
}

const FRAME = new RegExp(`[${NUMBER_START}${NUMBER_END}]`, "g");

/** The text of tokens: of each pair the first character, with the marks around it. */
export function untokenize(tokens) {
  const shown = tokens.map((token) => {
    let seen = 0;
    return [...token].filter((char) => !LETTER.test(char) || (seen += 1) === 1).join("");
  });
  return shown.join("").replace(FRAME, "").replaceAll(POINT, ".").replaceAll(SPACE, " ").trim();
}
