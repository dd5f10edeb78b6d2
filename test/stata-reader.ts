/**
 * Reads a file of Stata by its published format (“help dta”, format 118) and by nothing else: each offset of the map is
 * used, each mark between sections is looked for, and no byte is left over.
 */
export interface StataFile {
  readonly label: string;
  readonly variables: readonly { name: string; type: number; format: string; label: string }[];
  readonly notes: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const DOUBLE = 65526;
/** “.”, the least of the missing values. */
const MISSING = 2 ** 1023;
/** Bytes of a name, a format and a label. */
const [NAME, FORMAT, LABEL] = [129, 57, 321];

class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Where sections begin. */
  readonly begun: number[] = [0];
  place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  text(size: number): string {
    const whole = this.#bytes.subarray(this.place, this.place + size);
    this.place += size;
    const end = whole.indexOf(0);
    const content = end < 0 ? whole : whole.subarray(0, end);
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  }

  mark(wanted: string): void {
    const found = this.text(wanted.length);
    if (found !== wanted) throw new Error(`${wanted} wanted, ${found} found at ${this.place}`);
  }

  number(size: 1 | 2 | 4 | 8): number {
    const readers = { 1: 'getUint8', 2: 'getUint16', 4: 'getUint32', 8: 'getBigUint64' } as const;
    const value = Number(this.#view[readers[size]](this.place, true));
    this.place += size;
    return value;
  }

  cell(type: number): string | number | null {
    if (type !== DOUBLE) return this.text(type);
    const value = this.#view.getFloat64(this.place, true);
    this.place += 8;
    return value >= MISSING ? null : value;
  }

  between<T>(tag: string, read: () => T): T {
    this.mark(`<${tag}>`);
    const content = read();
    this.mark(`</${tag}>`);
    return content;
  }

  section<T>(tag: string, read: () => T): T {
    this.begun.push(this.place);
    return this.between(tag, read);
  }

  hasNext(mark: string): boolean {
    const next = this.#bytes.subarray(this.place, this.place + mark.length);
    return new TextDecoder().decode(next) === mark;
  }

  get isAtEnd(): boolean {
    return this.place === this.#bytes.length;
  }
}

export function readStata(bytes: Uint8Array): StataFile {
  const cursor = new Cursor(bytes);
  cursor.mark('<stata_dta>');
  const { k, n, label } = readHeader(cursor);
  const offsets = cursor.section('map', () => Array.from({ length: 14 }, () => cursor.number(8)));
  const each = <T>(tag: string, read: () => T) =>
    cursor.section(tag, () => Array.from({ length: k }, read));
  const types = each('variable_types', () => cursor.number(2));
  const names = each('varnames', () => cursor.text(NAME));
  cursor.section('sortlist', () => Array.from({ length: k + 1 }, () => cursor.number(2)));
  const formats = each('formats', () => cursor.text(FORMAT));
  each('value_label_names', () => cursor.text(NAME));
  const labels = each('variable_labels', () => cursor.text(LABEL));
  const notes = cursor.section('characteristics', () => readNotes(cursor));
  const rows = cursor.section('data', () =>
    Array.from({ length: n }, () => types.map((type) => cursor.cell(type))),
  );
  cursor.section('strls', () => undefined);
  cursor.section('value_labels', () => undefined);
  cursor.begun.push(cursor.place);
  cursor.mark('</stata_dta>');
  cursor.begun.push(cursor.place);
  if (!cursor.isAtEnd) throw new Error('bytes are left over');
  if (String(offsets) !== String(cursor.begun)) throw new Error('the map points elsewhere');
  const variables = names.map((name, variable) => {
    const [type, format, words] = [types[variable]!, formats[variable]!, labels[variable]!];
    return { name, type, format, label: words };
  });
  return { label, variables, notes, rows };
}

const readHeader = (cursor: Cursor) =>
  cursor.between('header', () => {
    cursor.between('release', () => cursor.mark('118'));
    cursor.between('byteorder', () => cursor.mark('LSF'));
    const k = cursor.between('K', () => cursor.number(2));
    const n = cursor.between('N', () => cursor.number(8));
    const label = cursor.between('label', () => cursor.text(cursor.number(2)));
    cursor.between('timestamp', () => cursor.text(cursor.number(1)));
    return { k, n, label };
  });

/** Of each variable how many notes it has, then each. */
function readNotes(cursor: Cursor): Record<string, string[]> {
  const notes: Record<string, string[]> = {};
  while (cursor.hasNext('<ch>'))
    cursor.between('ch', () => {
      const size = cursor.number(4);
      const [name, noted] = [cursor.text(NAME), cursor.text(NAME)];
      notes[name] ??= [];
      notes[name][Number(/^note(\d+)$/.exec(noted)![1])] = cursor.text(size - 2 * NAME);
    });
  return notes;
}
