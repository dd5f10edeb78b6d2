/** A table that a file writes; null where the statement takes the table's name from a variable. */
export type WrittenTable = string | null;

const BUILDERS =
  /\.(?:insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(\s*(?:'(\w+)|[^'\s])/g;
const ROWS = /\binsert(?:Rows|Array)\(\s*\w+,\s*'(\w+)'/g;
const NAME = String.raw`(?:only\s+)?(?:"?(\w+)"?|\$\{)`;
const STATEMENTS = [
  `insert\\s+into\\s+${NAME}`,
  `delete\\s+from\\s+${NAME}`,
  `merge\\s+into\\s+${NAME}`,
  `update\\s+${NAME}(?:[^\`;]*?\\})?(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b`,
  `copy\\s+${NAME}(?:\\s*\\([^)]*\\))?\\s+from\\b`,
  `truncate\\s+(?:table\\s+)?${NAME}`,
].map((statement) => new RegExp(`\\b${statement}`, 'gi'));

/** Comments may speak of inserting; statements are in strings and templates. */
const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '');

const camelCase = (table: string) =>
  table.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** Tables that a source text writes: by the query builder, and in SQL as text. */
export function writtenTables(source: string): WrittenTable[] {
  const code = withoutComments(source);
  return [BUILDERS, ROWS, ...STATEMENTS].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, table]) => (table === undefined ? null : camelCase(table))),
  );
}

/** Words that a source text has between quotes, spelt as the schema spells a table. */
export const namedTables = (source: string): string[] =>
  [...withoutComments(source).matchAll(/(?<!From\(|Join\()'(\w+)'/g)].map(([, name = '']) =>
    camelCase(name),
  );
