import type { Db } from '../db/database.ts';
import type { MasterKey } from '../secrets.ts';
import type { CheckedPart } from './check-database.ts';
import { checkDatabase } from './check-database.ts';

const WORD = { ok: 'OK', different: 'DIFFERENT', absent: '–' } as const;

/** Prints a line for each check as it ends; true where nothing is different. */
export async function reportChecks(
  db: Db,
  key: MasterKey | undefined,
  print: (line: string) => void,
): Promise<boolean> {
  const counts = { ok: 0, different: 0, absent: 0 };
  for await (const part of checkDatabase(db, key)) {
    counts[part.finding.verdict] += 1;
    print(lineOf(part));
  }
  print(
    `${counts.different === 0 ? 'OK' : 'DIFFERENT'}: ${counts.ok} đúng, ${counts.different} sai khác, ` +
      `${counts.absent} chưa có gì để kiểm / proved, different, nothing to check`,
  );
  return counts.different === 0;
}

const lineOf = ({ about, finding: { check, verdict, detail } }: CheckedPart): string =>
  [WORD[verdict].padEnd(10), check.padEnd(11), about.padEnd(32), detail].join(' ').trimEnd();
