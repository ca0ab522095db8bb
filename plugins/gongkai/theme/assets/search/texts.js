// The text of a few pages, asked in the same way as the index and with the same answers.

const NO_LETTER = /[^\p{L}\p{N}_]/gu;

/** The tokens of a fragment of Pagefind's index, without marks and in lower case, as it has them. */
export function tokensOf({ content }) {
  const plain = content.toLowerCase().split(/\s+/u);
  return plain.map((token) => token.replace(NO_LETTER, "")).filter(Boolean);
}

/** Asks texts by id, each a list of tokens: where a phrase first stands in those that have it. */
export function askTexts(texts) {
  return async (tokens) => {
    const answers = [];
    for (const [id, text] of texts) {
      const place = placeOf(text, tokens);
      if (place >= 0) answers.push({ id, words: [place] });
    }
    return answers;
  };
}

function placeOf(text, tokens) {
  const last = text.length - tokens.length;
  for (let at = text.indexOf(tokens[0]); at >= 0 && at <= last; at = text.indexOf(tokens[0], at + 1)) {
    if (tokens.every((token, n) => text[at + n] === token)) return at;
  }
  return -1;
}
