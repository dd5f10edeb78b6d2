import { sql } from 'kysely';
import type { OuterSign, TakerSigns } from '#contract/signs.ts';
import type { TakerDoor } from '#contract/voidings.ts';
import { shownTakers } from '#sampling/disclosure/shown-takers.ts';
import { markedHigh, markedManyADay } from '#sampling/quality/recheck.ts';
import type { Db } from '../../db/database.ts';
import { readAnswerSigns, takerKey } from './answer-signs.ts';
import { takerNames } from './taker-names.ts';

type Sums = Omit<TakerSigns, 'takerName' | 'marks'>;

/** Shares that honest work reaches: calls from a list run close together now and then. */
const USUAL = { quick: 0.1, oddHours: 0.1, consecutive: 0.15 } as const;

/** The ledger counts an interviewer's answers by both together. */
const INTERVIEWER_DOORS: ReadonlySet<string> = new Set<TakerDoor>(['interview', 'phone']);

/** Each door by itself: who telephones is compared with others who telephone. */
export async function readSigns(db: Db, campaignId: string, threshold: number) {
  const sums = await sumsOf(db, campaignId);
  const shown = shownTakers(sums, INTERVIEWER_DOORS, threshold);
  const names = await takerNames(db, campaignId);
  const ofAnswers = await readAnswerSigns(db, campaignId);
  const takers = [...Map.groupBy(shown, ({ door }) => door).values()].flatMap((group) => {
    const marks = marksIn(group);
    return group.map((row, i) => ({
      ...row,
      takerName: names.get(row.takerId) ?? '',
      marks: [...marks[i]!, ...(ofAnswers.get(takerKey(row)) ?? [])],
    }));
  });
  return { takers, withFew: sums.length - shown.length };
}

function marksIn(group: readonly Sums[]): OuterSign[][] {
  const high = (sign: keyof typeof USUAL) =>
    markedHigh(
      group.map(({ answers, [sign]: cases }) => ({ cases, total: answers })),
      USUAL[sign],
    );
  const marked: Record<OuterSign, boolean[]> = {
    quick: high('quick'),
    odd_hours: high('oddHours'),
    consecutive: high('consecutive'),
    many: markedManyADay(group.map(({ largestDay }) => largestDay)),
  };
  const signs = Object.keys(marked) as OuterSign[];
  return group.map((_, i) => signs.filter((sign) => marked[sign][i]));
}

/** Batches that were voided stay in: what was seen of them is why. */
async function sumsOf(db: Db, campaignId: string): Promise<Sums[]> {
  const { rows } = await sql<Sums & { door: TakerDoor }>`
    select door, taker_id, sum(answers)::int as answers, min(day)::text as first_day,
      max(day)::text as last_day, max(answers) as largest_day, sum(quick)::int as quick,
      sum(odd_hours)::int as odd_hours, sum(consecutive)::int as consecutive
    from ballot_batch where campaign_id = ${campaignId}
    group by door, taker_id order by door, taker_id`.execute(db);
  return rows;
}
