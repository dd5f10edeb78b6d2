/**
 * Words of STYLE.md's “Sentences”: a comment that needs one of them can be said in words of the trade.
 * Mathematics has its own: a value lies between bounds, an outlier stands out, a stand-in replaces a value.
 */
const IN_COMMENTS =
  /\b(?:whoever|whomever|lies?(?! (?:strictly )?(?:in [[(]|between|above|below|outside))|stands?(?!-| out\b)|stood|go(?:es)? on|went on|(?:is|are|was|were|be|been) told)\b/gi;

/** Words of STYLE.md's “Names”: they say the place of a word in a sentence, not what the value is. */
const AS_NAMES =
  'at|it|one|ones|of|said|told|here|there|them|so|what|who|which|how|why|him|apart|together|beside|besides|behind|off|over|through|is';

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w\\/])\/\/.*$/gm;
const SQL_COMMENT = /--.*$|comment on[\s\S]*?;/gm;

const DECLARED = new RegExp(`(?<=\\b(?:const|let|var|function)\\s+)(?:${AS_NAMES})\\b`, 'g');
const SINGLE_PARAMETER = new RegExp(`(?<![\\w.'"])(?:${AS_NAMES})(?=\\s*=>)`, 'g');
const PARAMETERS = /\(([^()]*)\)\s*(?::[^=;{}]*)?=>|\bfunction\s*\w*(?:<[^>]*>)?\(([^()]*)\)/g;
const BINDINGS = /\b(?:const|let|var)\s+([{[][^=;]*)=/g;
const BOUND = new RegExp(
  `(?<=^|[,{[(]\\s*|\\w:\\s*)(?:${AS_NAMES})(?=\\s*(?:[,}\\]=:]|\\?:|$))`,
  'g',
);

/** `{ at: moment, more = {} }` names `moment` and `more`; `at` is the key of what it is taken from. */
const withoutKeys = (list: string) =>
  list
    .replaceAll(/=\s*\{\}/g, '')
    .replaceAll(/\{[^{}]*(?:\}|$)/g, (keys) => keys.replaceAll(/\w+\s*:/g, ''));

interface Found {
  readonly line: number;
  readonly word: string;
}

const matches = (text: string, pattern: RegExp, offset = 0) =>
  [...text.matchAll(pattern)].map((match) => ({ position: offset + match.index, word: match[0] }));

/** As many characters and lines, and no word: what follows keeps its place. */
const blanked = (text: string) => text.replaceAll(/\S/g, ' ');

function bannedInComments(file: string, source: string) {
  const comments = source.matchAll(file.endsWith('.sql') ? SQL_COMMENT : COMMENT);
  return [...comments].flatMap(({ 0: text, index }) => matches(text, IN_COMMENTS, index));
}

function bannedNames(source: string) {
  const code = source.replaceAll(COMMENT, blanked);
  const lists = [...code.matchAll(PARAMETERS), ...code.matchAll(BINDINGS)];
  const bound = lists.flatMap((match) =>
    matches(withoutKeys((match[1] ?? match[2] ?? '').trim()), BOUND).map(({ word }) => ({
      position: match.index,
      word,
    })),
  );
  return [...matches(code, DECLARED), ...matches(code, SINGLE_PARAMETER), ...bound];
}

/** Each banned word that a source text has in a comment or as the name of a variable, with its line. */
export function bannedWords(file: string, source: string): Found[] {
  const names = file.endsWith('.sql') ? [] : bannedNames(source);
  return [...bannedInComments(file, source), ...names]
    .sort((first, second) => first.position - second.position)
    .map(({ position, word }) => ({
      line: source.slice(0, position).split('\n').length,
      word,
    }));
}
