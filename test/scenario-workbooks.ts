import { readFileSync } from 'node:fs';
import type { BookType, WorkBook } from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import type { Office } from './office.ts';
import type { Scope } from './scenario-lists.ts';
import { dossier } from './scenario-lists.ts';

/** A file of golden/office-files: one list of 60 dossiers saved in several ways; 00-base.csv is the list itself. */
export const officeFile = (name: string) =>
  readFileSync(new URL(`golden/office-files/${name}`, import.meta.url));

/** Every dossier and person of a list as stored, whatever file it came in. */
export async function frameOf({ deps: { db } }: Office, { campaignId }: Scope) {
  const dossiers = await db
    .selectFrom('dossier')
    .select(['code', 'agencyCode', 'receivedOn', 'returnedOn', 'outcome', 'reason', 'isLate'])
    .where('campaignId', '=', campaignId)
    .execute();
  // Which of a person's dossiers is asked about is drawn anew in each campaign.
  return dossiers
    .map((row) => ({ ...row, outcome: row.outcome === 'merged' ? 'accepted' : row.outcome }))
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

export const book = (sheets: Record<string, (string | number)[][]>): WorkBook => {
  const made = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name);
  return made;
};
export const saved = (made: WorkBook, bookType: BookType): Buffer =>
  write(made, { type: 'buffer', bookType });
export const months = (count: number) => Array.from({ length: count }, () => dossier());
