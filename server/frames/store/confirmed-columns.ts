import { createHash } from 'node:crypto';
import type { ColumnRole } from '#contract/frames.ts';
import type { Db } from '../../db/database.ts';
import type { Lettering } from '../../lists/read/detect-font.ts';
import { foldWords } from '../../lists/understand/fold.ts';
import type { Remembered } from '../../lists/understand/preview.ts';
import type { Scope } from '../scope.ts';

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
          ([heading], at, all) => heading && all.findIndex(([one]) => one === heading) === at,
        ),
    );
    return { byHeading, byColumn: same && roles };
  };
}

/** Remembers how the columns of a list in force were confirmed; the same headings are kept once. */
export async function rememberColumns(
  trx: Db,
  { provinceCode, scope }: Place,
  { headings, columns }: ConfirmedColumns,
  confirmedAt: Date,
): Promise<void> {
  if (isBlank(headings)) return;
  const said = {
    headings: JSON.stringify(headings),
    columns: JSON.stringify(columns),
    confirmedAt,
  };
  const signature = signatureOf(headings);
  await trx
    .insertInto('columnMemory')
    .values({ provinceCode, agencyCode: scope, signature, ...said })
    .onConflict((conflict) => conflict.constraint('column_memory_key').doUpdateSet(said))
    .execute();
}
