import { addDays, dayOf } from '#contract/calendar.ts';
import type { DataRequest } from '#contract/data-requests.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { holdCampaign } from '../db/hold-campaign.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { dueDay } from './due-day.ts';
import { newCode } from './new-code.ts';

/** What was asked is carried out in so many days, and once as many more (NĐ 356/2025/NĐ-CP, docs/domain.md). */
export const ACT_DAYS = 15;

export interface NewDataRequest extends Pick<DataRequest, 'kind' | 'channel' | 'agencyCode'> {
  readonly dossierCode: string;
  readonly receivedOn: string;
}

interface RequestWords extends Omit<NewDataRequest, 'receivedOn'> {
  readonly campaignId: string;
  readonly receivedAt: Date;
}

/** Also of who is in no list: that nothing is held is an answer too, and owed in the same days. */
export async function registerDataRequest(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  asked: NewDataRequest,
): Promise<{ code: string }> {
  const { kind, channel, agencyCode, receivedOn } = asked;
  if (receivedOn > dayOf(now())) throw problem('request_day_ahead');
  const { provinceCode } = await campaignAt(db, campaignId);
  await refuseErased(db, campaignId);
  const agency = await db
    .selectFrom('agency')
    .select('code')
    .where('code', '=', agencyCode)
    .where('provinceCode', '=', provinceCode)
    .executeTakeFirst();
  if (!agency) throw problem('not_found');
  const dossierCode = asked.dossierCode.replaceAll(/\s+/gu, '').toUpperCase();
  const receivedAt = new Date(`${receivedOn}T00:00:00+07:00`);
  return db.transaction().execute(async (trx) => {
    // Equal ones at once wait for each other here: what somebody sends again has the code that it had.
    await holdCampaign(trx, campaignId);
    const words = { campaignId, kind, channel, agencyCode, dossierCode, receivedAt };
    const earlier = await openRequest(trx, by, words);
    if (earlier) return earlier;
    const code = newCode('YD');
    const personId = await personBehindDossier(trx, campaignId, agencyCode, dossierCode);
    const due = { replyDueOn: dueDay(receivedAt), actDueOn: addDays(receivedOn, ACT_DAYS) };
    const open = { repliedAt: null, closedAt: null, closedBy: null, outcome: null, note: null };
    await trx
      .insertInto('dataRequest')
      .values({ code, ...words, personId, ...due, ...open, registeredBy: by })
      .execute();
    const details = { code, kind, agency: agencyCode };
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'data_request_registered',
      campaignId,
      details,
    });
    return { code };
  });
}

const openRequest = (db: Db, by: string, words: RequestWords) =>
  db
    .selectFrom('dataRequest')
    .select('code')
    .where('campaignId', '=', words.campaignId)
    .where('kind', '=', words.kind)
    .where('channel', '=', words.channel)
    .where('agencyCode', '=', words.agencyCode)
    .where('dossierCode', '=', words.dossierCode)
    .where('receivedAt', '=', words.receivedAt)
    .where('registeredBy', '=', by)
    .where('closedAt', 'is', null)
    .executeTakeFirst();

/** Of the list in force; before the freeze a newer list gives its people anew. */
export async function personBehindDossier(
  db: Db,
  campaignId: string,
  agencyCode: string,
  dossierCode: string | null,
): Promise<string | null> {
  if (dossierCode === null) return null;
  const found = await db
    .selectFrom('dossier')
    .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
    .innerJoin('person', 'person.id', 'dossier.personId')
    .select('personId')
    .where('dossier.campaignId', '=', campaignId)
    .where('dossier.agencyCode', '=', agencyCode)
    .where('dossier.code', '=', dossierCode)
    .where('listFile.state', '=', 'imported')
    .where('person.sealed', 'is not', null)
    .executeTakeFirst();
  return found?.personId ?? null;
}
