import { dayOf } from '#contract/calendar.ts';
import type { Received } from '#contract/endpoint.ts';
import type { answerPetition, assignPetition, decidePetition } from '#contract/petitions.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { personalParts } from './personal-parts.ts';
import { isErased } from './petition-rounds.ts';
import { agenciesOf, findPetition } from './queries.ts';
import { openPetition } from './sealed-petition.ts';

interface Place {
  readonly campaignId: string;
  readonly petitionId: string;
}
type Found = NonNullable<Awaited<ReturnType<typeof findPetition>>>;

/** The journal has who acted and which agency it concerns, never a word of the petition nor its number. */
export async function assign(
  deps: Deps,
  by: string,
  place: Place,
  { agencyCode, masked, dueOn }: Received<typeof assignPetition>['body'],
): Promise<void> {
  const today = dayOf(deps.now());
  await change(deps, by, place, 'petition_assigned', async (trx, petition) => {
    if (!['waiting', 'assigned'].includes(petition.state)) throw problem('petition_handled');
    const agencies = await agenciesOf(trx, place.campaignId);
    if (!agencies.some((agency) => agency.agencyCode === agencyCode))
      throw problem('agency_not_found');
    if (petition.kind === 'conduct' && petition.concernedAgency === agencyCode)
      throw problem('petition_agency_criticised');
    if (dueOn < today) throw problem('petition_due_past');
    await refusePersonal({ ...deps, db: trx }, petition, masked);
    const assignedOn = today;
    return { state: 'assigned', agencyCode, masked, assignedOn, dueOn, answer: null };
  });
}

export async function answer(
  deps: Deps,
  by: string,
  place: Place & { readonly agencyCode: string },
  body: Received<typeof answerPetition>['body'],
): Promise<void> {
  await change(deps, by, place, 'petition_answered', async (_, petition) => {
    if (petition.agencyCode !== place.agencyCode) throw problem('petition_not_found');
    if (petition.state !== 'assigned') throw problem('petition_handled');
    return { state: 'answered', answer: body.answer };
  });
}

export async function decide(
  deps: Deps,
  by: string,
  place: Place,
  body: Received<typeof decidePetition>['body'],
): Promise<void> {
  const { decision } = body;
  const closedOn = dayOf(deps.now());
  await change(deps, by, place, ACTS[decision], async (trx, petition) => {
    if (petition.closedOn !== null) throw problem('petition_handled');
    if (decision === 'return') {
      if (petition.state !== 'answered') throw problem('petition_handled');
      return { state: 'assigned', note: body.note };
    }
    if (decision === 'decline') return { state: 'declined', answer: body.answer, closedOn };
    const { publicQuestion, answer: words } = body;
    if (publicQuestion !== null) {
      if (!petition.mayPublish) throw problem('petition_not_consented');
      await refusePersonal({ ...deps, db: trx }, petition, `${publicQuestion}\n${words}`);
    }
    return { state: 'closed', answer: words, publicQuestion, closedOn };
  });
}

const ACTS = {
  close: 'petition_closed',
  return: 'petition_returned',
  decline: 'petition_declined',
} as const;

type Change = Partial<Pick<Found, 'agencyCode' | 'masked' | 'assignedOn' | 'dueOn' | 'note'>> &
  Partial<Pick<Found, 'answer' | 'publicQuestion' | 'closedOn'>> &
  Pick<Found, 'state'>;

async function change(
  { db, now }: Deps,
  by: string,
  { campaignId, petitionId }: Place,
  act: string,
  decided: (trx: Db, petition: Found) => Promise<Change>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('petition')
      .select('id')
      .where('id', '=', petitionId)
      .forUpdate()
      .execute();
    const petition = await findPetition(trx, campaignId, petitionId);
    if (!petition) throw problem('petition_not_found');
    const changed = await decided(trx, petition);
    await trx.updateTable('petition').set(changed).where('id', '=', petitionId).execute();
    const details = { agency: changed.agencyCode ?? petition.agencyCode ?? 'province' };
    await record(trx, { at: now(), staffId: by, act, campaignId, details });
  });
}

/** After the erasure nothing is left to compare with. */
async function refusePersonal(
  { db, secrets }: Deps,
  petition: Found,
  shown: string,
): Promise<void> {
  if (!petition.sealed || (await isErased(db, petition.campaignId))) return;
  const key = await secrets.identityKey(petition.campaignId);
  if (personalParts(shown, openPetition(key, petition.sealed)).length > 0)
    throw problem('petition_names_somebody');
}
