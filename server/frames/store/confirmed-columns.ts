import { createHash } from 'node:crypto';
import type { ColumnRole, SheetState } from '#contract/list-preview.ts';
import type { Db } from '../../db/database.ts';
import type { Lettering } from '../../lists/read/detect-font.ts';
import { foldWords } from '../../lists/understand/fold.ts';
import type { Remembered } from '../../lists/understand/leading-sheet.ts';
import type { Scope } from '../scope.ts';

/** One tab of a workbook: how it is read, or why it is none of the list. */
export interface ConfirmedSheet {
  readonly sheet: number;
  readonly name: string;
  readonly rows: number | null;
  /** `left`: it would have been read, and a person has left it. */
  readonly state: SheetState | 'left';
  readonly isTaken: boolean;
  readonly headingRows: readonly number[];
  readonly headings: readonly string[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
  /** What its tab or the line above its headings calls its agency, where no column does. */
  readonly agency?: string;
  /** Its own columns whose days are turned back, from 0. */
  readonly swappedDays?: readonly number[];
}

/** How a person confirmed the columns of a list: kept with the list, remembered for the next one. */
export interface ConfirmedColumns {
  readonly headingRows: readonly number[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
  /** The heading of every column, by its index. */
  readonly headings: readonly string[];
  /** The font from before Unicode in which the list is, or that it is in none though it looks so. */
  readonly legacyFont?: Lettering['name'] | 'none';
  /** Columns whose days are turned round as they are read, from 0. */
  readonly swappedDays?: readonly number[];
  /** How many cells a record has, where the list is a delimited text. */
  readonly recordWidth?: number;
  /** Of a workbook. Columns and headings above are those of all sheets that are read, the first one's in front. */
  readonly sheets?: readonly ConfirmedSheet[];
}

const isBlank = (headings: readonly string[]) => headings.every((heading) => heading === '');

interface Place {
  readonly provinceCode: string;
  readonly scope: Scope;
}

/** The same headings in the same order, however they are spelt. */
const signatureOf = (headings: readonly string[]): string =>
  createHash('sha256').update(headings.map(foldWords).join('\n').trimEnd()).digest('hex');

/** What an agency has confirmed: this very row of headings, or else the headings of its last list. */
export async function rememberedColumns(
  db: Db,
  { provinceCode, scope }: Place,
): Promise<(headings: readonly string[]) => Remembered> {
  const rows = await db
    .selectFrom('columnMemory')
    .selectAll()
    .where('provinceCode', '=', provinceCode)
    .where('agencyCode', 'is not distinct from', scope)
    .orderBy('confirmedAt', 'desc')
    .limit(50)
    .execute();
  return (headings) => {
    // Lists without headings are not the same list because of what they lack.
    if (isBlank(headings)) return { byHeading: new Map(), byColumn: undefined };
    const signature = signatureOf(headings);
    const same = rows.find((row) => row.signature === signature);
    const last = same ?? rows[0];
    if (!last) return { byHeading: new Map(), byColumn: undefined };
    const columns = last.columns as ConfirmedColumns['columns'];
    const roles = new Map(columns.map(({ index, role }) => [index, role]));
    const byHeading = new Map(
      (last.headings as unknown as string[])
        .map((heading, index) => [foldWords(heading), roles.get(index) ?? null] as const)
        .filter(
          ([heading], index, all) =>
            heading && all.findIndex(([other]) => other === heading) === index,
        ),
    );
    return { byHeading, byColumn: same && roles };
  };
}

/** The next list is recognised by the headings of its first sheet. */
const firstSheetOf = (
  confirmed: ConfirmedColumns,
): Pick<ConfirmedColumns, 'headings' | 'columns'> =>
  confirmed.sheets?.find(({ isTaken }) => isTaken) ?? confirmed;

/** Remembers how the columns of a list in force were confirmed; the same headings are kept once. */
export async function rememberColumns(
  trx: Db,
  { provinceCode, scope }: Place,
  confirmed: ConfirmedColumns,
  confirmedAt: Date,
): Promise<void> {
  const { headings, columns } = firstSheetOf(confirmed);
  if (isBlank(headings)) return;
  const remembered = {
    headings: JSON.stringify(headings),
    columns: JSON.stringify(columns),
    confirmedAt,
  };
  const signature = signatureOf(headings);
  await trx
    .insertInto('columnMemory')
    .values({ provinceCode, agencyCode: scope, signature, ...remembered })
    .onConflict((conflict) => conflict.constraint('column_memory_key').doUpdateSet(remembered))
    .execute();
}
