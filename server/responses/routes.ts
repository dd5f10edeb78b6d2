import type { FastifyInstance } from 'fastify';
import { closeCampaign as closeCampaignEndpoint } from '#contract/campaigns.ts';
import { BUILT_IN_LANGUAGES, OTHER_LANGUAGE } from '#contract/languages.ts';
import * as contract from '#contract/responses.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../http/access.ts';
import { networkOf } from '../http/address.ts';
import { loggedError } from '../http/logged-error.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { BurstSigns } from './burst-signs.ts';
import * as calls from './calls/routes.ts';
import { checkReceipt } from './check-receipt.ts';
import { closeCampaign, destroySpentKeys } from './close-campaign.ts';
import * as devices from './devices/routes.ts';
import { forgetKeysEachMinute } from './forget-keys.ts';
import { destroyLeftKeysEachMinute } from './left-keys.ts';
import * as paper from './paper/routes.ts';
import { shownCampaign } from './queries.ts';
import { readReceipt } from './read-receipt.ts';
import * as rechecks from './rechecks/routes.ts';
import { submitResponse } from './submit-response.ts';
import * as visits from './visits/routes.ts';
import * as voidings from './voidings/routes.ts';

/** `packs` are the languages that the server offers besides its own. */
export function routes(
  app: FastifyInstance,
  deps: Deps,
  packs: ReadonlyMap<string, unknown>,
): void {
  app.addHook('onReady', () => destroySpentKeys(deps));
  forgetKeysEachMinute(app, deps);
  destroyLeftKeysEachMinute(app, deps);
  paper.routes(app, deps);
  calls.routes(app, deps);
  devices.routes(app, deps);
  visits.routes(app, deps);
  rechecks.routes(app, deps);
  voidings.routes(app, deps);
  const bursts = new BurstSigns();
  // A sign that cannot be written holds up no answer and no closing.
  const writeBursts = () =>
    bursts
      .write(deps.db)
      .catch((error: Error) => app.log.error(loggedError(error), 'burst signs not written'));
  app.addHook('onClose', writeBursts);

  const isOffered = (language: string) =>
    BUILT_IN_LANGUAGES.includes(language) || packs.has(language);
  serve(app, deps, contract.submitResponse, async ({ params, body }, { request }) => {
    const isStaff = (await callerOf(deps, request)) !== undefined;
    // A pack may have been taken away since the page was opened: the response is received all the same.
    const language = isOffered(body.language) ? body.language : OTHER_LANGUAGE;
    if (bursts.isDue(deps.now())) await writeBursts();
    return submitResponse(deps, {
      submissionId: params.submissionId,
      submission: { ...body, language },
      door: 'self',
      admit() {
        if (isStaff) throw problem('staff_session_present');
      },
      onReceived: (about) => bursts.note(networkOf(request), about, deps.now()),
    });
  });
  serve(app, deps, contract.readReceipt, ({ body }) => readReceipt(deps, body));
  serve(app, deps, contract.checkReceipt, ({ body }) =>
    checkReceipt(deps.db, body.code.replaceAll(/[^A-Z0-9]/g, '')),
  );
  serve(app, deps, closeCampaignEndpoint, async ({ params }, { caller }) => {
    await writeBursts();
    await closeCampaign(deps, caller.id, params.campaignId);
    return shownCampaign(deps.db, params.campaignId);
  });
}
