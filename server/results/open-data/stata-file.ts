import type { OpenTable, Value, Variable } from './open-table.ts';
import { bytesOf, joined, padded, pairOf, real, tagged, whole } from './stata-bytes.ts';

/**
 * A table as a file of Stata 14 and later (format 118, “help dta” of Stata: every number little-endian, texts UTF-8).
 * Codes are texts, so that their zeros stay; numbers are doubles, a withheld one is the missing value “.”. What codes mean
 * is in the notes of their variable. It has no time of making: the same table is the same bytes.
 */
export function stataFile(table: OpenTable): Uint8Array {
  const sections = sectionsOf(table);
  const sizes = sections.map(({ length }) => length);
  const map = (offsets: readonly number[]) =>
    tagged(
      'map',
      offsets.map((offset) => whole(offset, 8)),
    );
  const header = headerOf(table);
  const start = OPENING.length + header.length;
  const first = start + map(Array.from({ length: 14 }, () => 0)).length;
  const offsets = [first];
  for (const size of sizes) offsets.push(offsets.at(-1)! + size);
  const end = offsets.at(-1)!;
  return joined([
    OPENING,
    header,
    map([0, start, ...offsets.slice(0, -1), end, end + CLOSING.length]),
    ...sections,
    CLOSING,
  ]);
}

const OPENING = bytesOf('<stata_dta>');
const CLOSING = bytesOf('</stata_dta>');

/** Bytes of a name, a format and a label, each with the zero that ends it. */
const [NAME, FORMAT, LABEL] = [129, 57, 321];
const DOUBLE = 65526;
/** Longer texts are another kind of variable; the CSV beside it has them whole. */
const LONGEST_TEXT = 2045;
const LETTERS_OF_LABEL = 80;

function headerOf({ title, variables, rows }: OpenTable): Uint8Array {
  return tagged('header', [
    tagged('release', [bytesOf('118')]),
    tagged('byteorder', [bytesOf('LSF')]),
    tagged('K', [whole(variables.length, 2)]),
    tagged('N', [whole(rows.length, 8)]),
    tagged('label', pairOf(labelOf(title), 2)),
    tagged('timestamp', pairOf('', 1)),
  ]);
}

function sectionsOf({ variables, rows }: OpenTable): Uint8Array[] {
  const widths = variables.map(({ type }, place) =>
    type === 'string' ? widthOf(rows.map((row) => row[place] ?? null)) : 0,
  );
  const each = (tag: string, part: (variable: Variable, width: number) => Uint8Array) =>
    tagged(
      tag,
      variables.map((variable, place) => part(variable, widths[place]!)),
    );
  return [
    each('variable_types', (_, width) => whole(width || DOUBLE, 2)),
    each('varnames', ({ name }) => padded(name, NAME)),
    tagged('sortlist', [whole(0, 2 * (variables.length + 1))]),
    each('formats', ({ type }, width) => padded(formatOf(type, width), FORMAT)),
    each('value_label_names', () => padded('', NAME)),
    each('variable_labels', ({ label }) => padded(labelOf(label), LABEL)),
    tagged('characteristics', variables.flatMap(notesOf)),
    tagged(
      'data',
      rows.flatMap((row) => row.map((value, place) => cellOf(value, widths[place]!))),
    ),
    tagged('strls', []),
    tagged('value_labels', []),
  ];
}

const widthOf = (values: readonly Value[]): number =>
  values.reduce<number>((most, value) => Math.max(most, textOf(value).length), 1);

const textOf = (value: Value): Uint8Array => {
  const text = bytesOf(String(value ?? ''));
  // Cut between letters: what does not fit is not half a letter.
  return text.length <= LONGEST_TEXT
    ? text
    : bytesOf(new TextDecoder().decode(text.subarray(0, LONGEST_TEXT)).replace(/\uFFFD$/, ''));
};

const labelOf = (label: string): string => [...label].slice(0, LETTERS_OF_LABEL).join('');

const formatOf = (type: Variable['type'], width: number): string => {
  if (type === 'string') return `%-${Math.min(width, 244)}s`;
  return type === 'integer' ? '%12.0g' : '%10.0g';
};

function cellOf(value: Value, width: number): Uint8Array {
  if (width === 0) return real(typeof value === 'number' ? value : null);
  const cell = new Uint8Array(width);
  cell.set(textOf(value));
  return cell;
}

/** What “note” writes: how many there are, and each. */
function notesOf({ name, codes = {} }: Variable): Uint8Array[] {
  const notes = Object.entries(codes).map(([code, meaning]) => `${code} = ${meaning}`);
  if (notes.length === 0) return [];
  return [String(notes.length), ...notes].map((content, place) => {
    const named = [padded(name, NAME), padded(`note${place}`, NAME), bytesOf(`${content}\0`)];
    return tagged('ch', [
      whole(
        named.reduce((sum, { length }) => sum + length, 0),
        4,
      ),
      ...named,
    ]);
  });
}
