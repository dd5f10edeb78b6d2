import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/drafts.ts';
import type { Deps } from '../deps.ts';
import { refuseStaff } from '../http/access.ts';
import { networkOf } from '../http/address.ts';
import { serve } from '../http/serve.ts';
import { keepDraft, readDraft } from './keep-draft.ts';
import { countNewDrafts } from './new-drafts.ts';
import { eraseDraft, eraseOldDrafts, findDraft } from './queries.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const newDrafts = countNewDrafts(deps);
  const eraseOld = oncePerDay(deps);
  app.addHook('onReady', eraseOld);

  serve(app, deps, contract.keepDraft, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    const network = networkOf(request);
    await newDrafts.admit(network, async () => Boolean(await findDraft(db, body.name)));
    const { revision, isNew } = await keepDraft(deps, body);
    if (isNew) newDrafts.count(network);
    await eraseOld();
    return { revision };
  });
  serve(app, deps, contract.readDraft, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return readDraft(deps, body);
  });
  serve(app, deps, contract.eraseDraft, async ({ body }) => {
    await eraseDraft(db, body.name);
    return {};
  });
}

/** At the start, and after the first draft of each day: no timer that a restart could lose. */
function oncePerDay({ db, now }: Deps): () => Promise<void> {
  let erasedOn = '';
  return async () => {
    const today = dayOf(now());
    if (erasedOn === today) return;
    erasedOn = today;
    await eraseOldDrafts(db, now());
  };
}
