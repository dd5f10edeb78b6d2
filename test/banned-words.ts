/**
 * Words of STYLE.md's “Sentences”: a comment that needs one of them can be said in words of the trade.
 * Mathematics has its own: a value lies between bounds, an outlier stands out, a stand-in replaces a value.
 */
const IN_COMMENTS =
  /\b(?:whoever|whomever|lies?(?! (?:strictly )?(?:in [[(]|between|above|below|outside))|stands?(?!-| out\b)|stood|go(?:es)? on|went on|(?:is|are|was|were|be|been) told)\b/gi;

/** Words of STYLE.md's “Names”: they say the place of a word in a sentence, not what the value is. */
const AS_NAMES = 'at|it|one|ones|of|said|told|here|there|them';

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w\\/])\/\/.*$/gm;
const SQL_COMMENT = /--.*$|comment on[\s\S]*?;/gm;

const DECLARED = new RegExp(`\\b(?:const|let|var|function)\\s+(?:${AS_NAMES})\\b`, 'g');
const SINGLE_PARAMETER = new RegExp(`(?<![\\w.'"])(?:${AS_NAMES})\\s*=>`, 'g');
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

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** How many banned words a source text has in its comments, and as names of its variables. */
export function bannedWords(file: string, source: string): { comments: number; names: number } {
  const isSql = file.endsWith('.sql');
  const comments = [...source.matchAll(isSql ? SQL_COMMENT : COMMENT)].map(([text]) => text);
  const words = count(comments.join('\n'), IN_COMMENTS);
  if (isSql) return { comments: words, names: 0 };
  const code = source.replaceAll(COMMENT, '');
  const lists = [...code.matchAll(PARAMETERS), ...code.matchAll(BINDINGS)];
  const bound = lists.map(([, first, second]) =>
    count(withoutKeys(first ?? second ?? '').trim(), BOUND),
  );
  const names = count(code, DECLARED) + count(code, SINGLE_PARAMETER);
  return { comments: words, names: bound.reduce((sum, found) => sum + found, names) };
}
