import { randomUUID } from 'node:crypto';
import type { NewItem } from '#contract/action-plan.ts';
import { readDeadline } from '#contract/deadline.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { NamedAgency } from './named-agencies.ts';
import { leadsIn } from './named-agencies.ts';
import { agenciesOf } from './queries.ts';
import type { LedItem, StoredItem } from './same-items.ts';
import { isEndOfPlan } from './same-items.ts';

/** Adds duties at the end of the plan, each with the agencies that lead it. */
export async function addItems(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  items: readonly NewItem[],
): Promise<{ items: number; agencies: number }> {
  const { year } = await campaignAt(db, campaignId);
  const agencies = await agenciesOf(db, campaignId);
  const known = new Set(agencies.map(({ code }) => code));
  const led = items.map((item) => ({
    stored: storedItem(item, year),
    leads: codesOf(item, agencies),
  }));
  for (const { stored, leads } of led)
    for (const code of [...leads, ...(stored.figureAgency ? [stored.figureAgency] : [])])
      if (!known.has(code)) throw problem('agency_not_found');
  const addedAt = now();
  await db.transaction().execute(async (trx) => {
    const first = await nextPosition(trx, campaignId);
    if (await isEndOfPlan(trx, campaignId, led)) return;
    for (const [index, item] of led.entries())
      await insertItem(trx, { ...item, campaignId, by, addedAt, position: first + index });
    await record(trx, {
      at: addedAt,
      staffId: by,
      act: 'actions_added',
      campaignId,
      details: { items: items.length },
    });
  });
  return { items: items.length, agencies: new Set(led.flatMap(({ leads }) => leads)).size };
}

const codesOf = (item: NewItem, agencies: readonly NamedAgency[]): string[] => [
  ...new Set(item.agencies ?? leadsIn(item.leads, agencies).agencies.map(({ code }) => code)),
];

/** Two who add at once wait for each other on the campaign's row. */
async function nextPosition(trx: Db, campaignId: string): Promise<number> {
  await trx
    .selectFrom('campaign')
    .select('id')
    .where('id', '=', campaignId)
    .forUpdate()
    .executeTakeFirst();
  const { last } = await trx
    .selectFrom('actionItem')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : Number(last) + 1;
}

function storedItem({ agencies: _, deadline, ...words }: NewItem, year: number): StoredItem {
  const { kind, dueOn, text } = readDeadline(deadline, year);
  return { ...words, deadlineKind: kind, dueOn, deadline: text };
}

interface Placed extends LedItem {
  readonly campaignId: string;
  readonly by: string;
  readonly addedAt: Date;
  readonly position: number;
}

async function insertItem(trx: Db, placed: Placed): Promise<void> {
  const { stored, leads, campaignId, by, addedAt, position } = placed;
  const id = randomUUID();
  await trx
    .insertInto('actionItem')
    .values({
      ...stored,
      id,
      campaignId,
      position,
      createdAt: addedAt,
      createdBy: by,
    })
    .execute();
  if (leads.length === 0) return;
  await trx
    .insertInto('actionLead')
    .values(leads.map((agencyCode) => ({ itemId: id, agencyCode, changedAt: addedAt })))
    .execute();
}
