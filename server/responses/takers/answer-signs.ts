import type { TakerDoor } from '#contract/voidings.ts';
import type { AnswerRow, AnswerSign } from '#sampling/quality/answer-signs.ts';
import { answerSigns, FEWEST_ANSWERS, MOST_COMPARED } from '#sampling/quality/answer-signs.ts';
import type { Db } from '../../db/database.ts';
import { disclosureThreshold } from '../queries.ts';

interface Hand {
  readonly door: TakerDoor;
  readonly takerId: string;
}
type TakerAnswers = Hand & { readonly rows: AnswerRow[] };

export const takerKey = ({ door, takerId }: Hand) => `${door} ${takerId}`;

/** Who took which sealed ballot, and the answers of each: in memory alone, until the count ends. */
export async function openTakerAnswers(db: Db, campaignId: string) {
  const ballots = await db
    .selectFrom('ballot')
    .innerJoin('ballotBatch', 'ballotBatch.id', 'batchId')
    .select(['ballot.id', 'door', 'takerId'])
    .where('ballot.campaignId', '=', campaignId)
    .where('voidingId', 'is', null)
    .execute();
  const takers = new Map<string, TakerAnswers>();
  const takerOf = new Map<string, TakerAnswers>();
  for (const { id, door, takerId } of ballots) {
    const key = takerKey({ door, takerId });
    if (!takers.has(key)) takers.set(key, { door, takerId, rows: [] });
    takerOf.set(id, takers.get(key)!);
  }
  return {
    takers,
    /** The count opens ballots in random order, so the first ones are a random part. */
    add: (ballotId: string, row: AnswerRow): void => {
      const rows = takerOf.get(ballotId)?.rows;
      if (rows && rows.length < MOST_COMPARED) rows.push(row);
    },
  };
}

/** Each door by itself; nothing of hands with few answers. */
export async function insertAnswerSigns(
  trx: Db,
  campaignId: string,
  { takers }: { readonly takers: ReadonlyMap<string, TakerAnswers> },
): Promise<void> {
  const fewest = Math.max(FEWEST_ANSWERS, await disclosureThreshold(trx, campaignId));
  const compared = [...takers.values()].filter(({ rows }) => rows.length >= fewest);
  const signs = [...Map.groupBy(compared, ({ door }) => door).values()].flatMap((group) => {
    const marks = answerSigns(group.map(({ rows }) => rows));
    return group.flatMap(({ door, takerId }, i) =>
      marks[i]!.map((sign) => ({ campaignId, door, takerId, sign })),
    );
  });
  const inOrder = signs.toSorted((a, b) => (takerKey(a) < takerKey(b) ? -1 : 1));
  if (inOrder.length > 0) await trx.insertInto('answerSign').values(inOrder).execute();
}

export async function readAnswerSigns(
  db: Db,
  campaignId: string,
): Promise<ReadonlyMap<string, AnswerSign[]>> {
  const rows = await db
    .selectFrom('answerSign')
    .select(['door', 'takerId', 'sign'])
    .where('campaignId', '=', campaignId)
    .orderBy('sign')
    .execute();
  return new Map(
    [...Map.groupBy(rows, takerKey)].map(([key, group]) => [key, group.map(({ sign }) => sign)]),
  );
}
