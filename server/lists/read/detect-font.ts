import type { DoubleEncoding } from './double-encoding.ts';
import { DOUBLE_ENCODINGS, decodedAgain } from './double-encoding.ts';
import type { FontName } from './legacy-fonts.ts';
import { fromFont, LEGACY_FONTS } from './legacy-fonts.ts';
import type { SheetRow } from './sheet-row.ts';
import { isSyllable } from './syllables.ts';

/** How the letters of a list are read: in a font from before Unicode, or encoded twice. */
export type Lettering = LegacyFont | { readonly name: DoubleEncoding; readonly columns: undefined };

export interface LegacyFont {
  readonly name: FontName;
  /** The columns that are in it, beside others in Unicode; undefined when the whole file is. */
  readonly columns: ReadonlySet<number> | undefined;
}

const ENOUGH = 0.7;
const BETTER = 0.3;
const FEWEST_WORDS = 3;
const HIGH = /[\u0080-\u00ff]/u;
const BEYOND = /[\u{100}-\u{10ffff}]/u;
const SPACES = /[\s!-@[-`{-~\u00a0]+/u;

const wordsOf = (text: string) => text.split(SPACES).filter((word) => HIGH.test(word));

/**
 * The font in which the first rows of a list are written, by how many of their words it makes Vietnamese
 * syllables; `undefined` when none does, or when the words are Vietnamese without a change.
 */
export function detectFont(rows: readonly SheetRow[], isBytes: boolean): LegacyFont | undefined {
  const cells = rows.flatMap((row) => row.cells).filter((cell) => !BEYOND.test(cell));
  const words = [...new Set(cells.flatMap(wordsOf))];
  if (words.length < FEWEST_WORDS && !(isBytes && words.length > 0)) return undefined;
  const share = (read: (word: string) => string) =>
    words.filter((word) => isSyllable(read(word))).length / words.length;
  const shares = LEGACY_FONTS.filter((name) => isBytes || name !== 'windows-1258').map((name) => ({
    name,
    share: share((word) => fromFont(name, word, '\ufffd')),
  }));
  const best = shares.reduce((most, next) => (next.share > most.share ? next : most));
  const before = isBytes ? 0 : share((word) => word);
  if (best.share < ENOUGH || best.share < before + BETTER) return undefined;
  return { name: best.name, columns: isBytes ? undefined : columnsIn(best.name, rows) };
}

/** The columns of which the font makes more syllables than there are without it. */
function columnsIn(name: FontName, rows: readonly SheetRow[]): Set<number> {
  const gained: number[] = [];
  for (const { cells } of rows)
    for (const [column, cell] of cells.entries())
      if (isOpen(cell)) gained[column] = (gained[column] ?? 0) + gain(name, cell);
  return new Set(gained.keys().filter((column) => (gained[column] ?? 0) > 0));
}

/** A row as it was meant. A cell that contradicts its column is read as it makes the more syllables. */
export function inUnicode(row: SheetRow, lettering: Lettering): SheetRow {
  const read = readerOf(lettering);
  const cells = row.cells.map(read);
  if (!row.above) return { ...row, cells };
  const above = row.above.map(([column, text]) => [column, read(text, column)] as const);
  return { ...row, cells, above };
}

function readerOf({ name, columns }: Lettering): (cell: string, column: number) => string {
  if (isDoubleEncoding(name)) return (cell) => decodedAgain(name, cell) ?? cell;
  return (cell, column) => {
    if (!isOpen(cell) && columns) return cell;
    const isRead = !columns || gain(name, cell) + (columns.has(column) ? 1 : 0) > 0;
    return isRead ? fromFont(name, cell) : cell;
  };
}

const isDoubleEncoding = (name: Lettering['name']): name is DoubleEncoding =>
  DOUBLE_ENCODINGS.some((encoding) => encoding === name);

/** Whether a cell could be in an old font: it has characters of the bytes, and none that only Unicode has. */
const isOpen = (cell: string) => HIGH.test(cell) && !BEYOND.test(cell);

const gain = (name: FontName, cell: string) => syllables(fromFont(name, cell)) - syllables(cell);

const syllables = (text: string) =>
  text.split(SPACES).filter((word) => word !== '' && isSyllable(word)).length;

/** ơ before c, ng or u is ươ whose ư has been dropped: no Vietnamese syllable ends so. */
const LOST_HORN = /[ơờớởỡợ](?:c|ng|u)(?!\p{L})/giu;

/** Whether the soft hyphen that encoded ư has been dropped on the way: then names are wrong for good. */
export function hasLostLetters(rows: readonly SheetRow[]): boolean {
  const text = rows.map((row) => row.cells.join(' ')).join(' ');
  return !text.includes('ư') && (text.match(LOST_HORN)?.length ?? 0) >= 2;
}
