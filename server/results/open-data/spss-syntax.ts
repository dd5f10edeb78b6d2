import type { OpenTable, Variable } from './open-table.ts';

/** Longest string that a variable of the tables or its codes has: SPSS refuses a label of a code that is wider. */
const widthOf = (table: OpenTable, place: number) => {
  const codes = Object.keys(table.variables[place]?.codes ?? {});
  const texts = [...codes, ...table.rows.map((row) => String(row[place] ?? ''))];
  const bytes = texts.map((text) => Buffer.byteLength(text));
  return bytes.reduce((most, size) => Math.max(most, size), 1);
};

/** SPSS syntax that reads each table with types, labels and codes; run in the unpacked folder. */
export function spssSyntax(tables: readonly OpenTable[]): string {
  const head = ['* Encoding: UTF-8.', 'SET DECIMAL=DOT.', ''];
  return [...head, ...tables.flatMap(readTable)].join('\r\n');
}

function readTable(table: OpenTable): string[] {
  const formats = table.variables.map(({ name, type }, place) => {
    if (type === 'string') return `    ${named(name)} A${Math.min(widthOf(table, place), 32_767)}`;
    return `    ${named(name)} ${type === 'integer' ? 'F10.0' : 'F12.6'}`;
  });
  return [
    `* ${table.title}.`,
    'GET DATA',
    '  /TYPE=TXT',
    `  /FILE='data/${table.name}.csv'`,
    "  /ENCODING='UTF8'",
    '  /ARRANGEMENT=DELIMITED',
    "  /DELIMITERS=','",
    "  /QUALIFIER='\"'",
    '  /FIRSTCASE=2',
    '  /VARIABLES=',
    `${formats.join('\r\n')}.`,
    `DATASET NAME ${table.name}.`,
    `VARIABLE LABELS`,
    `${table.variables.map(({ name, label }) => `    ${named(name)} ${quoted(label)}`).join('\r\n')}.`,
    ...table.variables.flatMap(valueLabels),
    `SAVE OUTFILE='${table.name}.sav'.`,
    '',
  ];
}

function valueLabels({ name, type, codes }: Variable): string[] {
  if (!codes) return [];
  const lines = Object.entries(codes).map(([code, meaning]) => {
    return `    ${type === 'string' ? quoted(code) : code} ${quoted(meaning)}`;
  });
  return [`VALUE LABELS ${named(name)}`, `${lines.join('\r\n')}.`];
}

/** Reserved words of SPSS are `ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH`: none is a name of the tables. */
const named = (name: string) => name;
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
