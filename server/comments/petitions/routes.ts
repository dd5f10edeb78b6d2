import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/petitions.ts';
import { hasValidCheck } from '#contract/verhoeff.ts';
import { record } from '../../db/activity.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { networkOf } from '../../http/address.ts';
import { serve } from '../../http/serve.ts';
import { serveShared } from '../../http/serve-kept.ts';
import { problem } from '../../problem.ts';
import { maskedText, suggestedMasks } from '../suggest-masks.ts';
import { answer, assign, decide } from './handle-petition.ts';
import { isErased, petitionRounds } from './petition-rounds.ts';
import {
  agenciesOf,
  countsByState,
  openByAgency,
  petitionsOf,
  publishedAnswers,
} from './queries.ts';
import { openPetition } from './sealed-petition.ts';
import { sendPetition } from './send-petition.ts';
import { SendingLimit } from './sending-limit.ts';

export function petitionRoutes(app: FastifyInstance, deps: Deps): void {
  citizenRoutes(app, deps);
  officeRoutes(app, deps);
  agencyRoutes(app, deps);
}

function citizenRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const limit = new SendingLimit(deps);
  serveShared(app, deps, contract.listPetitionRounds, async () => ({
    rounds: await petitionRounds(db),
  }));
  serve(app, deps, contract.sendPetition, async ({ body }, { request }) => {
    await limit.charge(networkOf(request));
    return { number: await sendPetition(deps, body) };
  });
  serve(app, deps, contract.readPetitionStatus, async ({ body: { number } }) => {
    const petition = hasValidCheck(number)
      ? await db
          .selectFrom('petition')
          .leftJoin('agency', 'agency.code', 'petition.agencyCode')
          .select(['state', 'agency.name as agencyName', 'dueOn', 'answer', 'closedOn'])
          .where('number', '=', number)
          .executeTakeFirst()
      : undefined;
    if (!petition) throw problem('petition_not_found');
    return { ...petition, answer: petition.closedOn === null ? null : petition.answer };
  });
  serveShared(app, deps, contract.listPetitionAnswers, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    const rows = await publishedAnswers(db, params.campaignId);
    return {
      answers: rows.map(({ agencyName, publicQuestion, answer: words, closedOn }) => ({
        agencyName,
        question: publicQuestion ?? '',
        answer: words ?? '',
        closedOn: closedOn ?? '',
      })),
    };
  });
}

function officeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.countPetitions, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    return {
      counts: await countsByState(db, campaignId),
      agencies: await openByAgency(db, campaignId, dayOf(now())),
    };
  });
  serve(app, deps, contract.listPetitions, async ({ params, query }, { caller }) => {
    const { campaignId } = params;
    await campaignAt(db, campaignId);
    const petitions = await readPetitions(deps, campaignId, query.state);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'petitions_read',
      campaignId,
      details: { petitions: petitions.length },
    });
    const counts = await countsByState(db, campaignId);
    return { petitions, counts, agencies: await agenciesOf(db, campaignId) };
  });
  serve(app, deps, contract.assignPetition, async ({ params, body }, { caller }) => {
    await assign(deps, caller.id, params, body);
    return {};
  });
  serve(app, deps, contract.decidePetition, async ({ params, body }, { caller }) => {
    await decide(deps, caller.id, params, body);
    return {};
  });
}

async function readPetitions(
  { db, secrets, now }: Deps,
  campaignId: string,
  state: contract.PetitionState,
): Promise<contract.PetitionInOffice[]> {
  const rows = await petitionsOf(db, campaignId, { state });
  const isReadable = rows.some(({ sealed }) => sealed) && !(await isErased(db, campaignId));
  const key = isReadable ? await secrets.identityKey(campaignId) : undefined;
  return rows.map(({ sealed, ...row }) => {
    const original = key && sealed ? openPetition(key, sealed) : null;
    const suggested = original && maskedText(original.text, suggestedMasks(original.text));
    const isOverdue = overdue(row, dayOf(now()));
    return { ...row, original, masked: row.masked ?? suggested, isOverdue };
  });
}

function agencyRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.listOwnPetitions, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    const rows = await petitionsOf(db, params.campaignId, { agencyCode: params.agencyCode });
    const today = dayOf(now());
    return { petitions: rows.map((row) => ({ ...row, isOverdue: overdue(row, today) })) };
  });
  serve(app, deps, contract.answerPetition, async ({ params, body }, { caller }) => {
    await answer(deps, caller.id, params, body);
    return {};
  });
}

const overdue = (
  { state, dueOn }: { readonly state: contract.PetitionState; readonly dueOn: string | null },
  today: string,
): boolean => state === 'assigned' && dueOn !== null && dueOn < today;
