import type { FastifyInstance } from 'fastify';
import * as opening from '#contract/opening.ts';
import type { Problem, ProblemCode } from '#contract/problems.ts';
import { handInSealedFile, submitResponse } from '#contract/responses.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { refuseStaff } from '../http/access.ts';
import { networkOf } from '../http/address.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { codeEntry } from './enter-code.ts';
import { pseudonymOf } from './find-invitation.ts';
import { declineInvitation, openInvitation, startAnswering } from './open-invitation.ts';
import { openSealedFile } from './open-sealed-file.ts';

/** One door for every response: the file's content goes in where a phone's would. */
export function sealedFileRoute(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, handInSealedFile, async ({ body }, { caller }) => {
    const { campaignId, submissionId, submission } = await openSealedFile(deps, body);
    const reply = await app.inject({
      method: submitResponse.method,
      url: submitResponse.path.replace(':submissionId', submissionId),
      payload: submission,
    });
    if (reply.statusCode >= 400) {
      const { code, details } = reply.json<{ code: ProblemCode; details: Problem['details'] }>();
      throw problem(code, details);
    }
    await record(deps.db, {
      at: deps.now(),
      staffId: caller.id,
      act: 'sealed_file_handed_in',
      campaignId,
    });
    return reply.json();
  });
}

export function citizenRoutes(app: FastifyInstance, deps: Deps): void {
  const enterCode = codeEntry(deps);
  serve(app, deps, opening.openInvitation, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return openInvitation(deps, body.token);
  });
  serve(app, deps, opening.findPseudonym, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return pseudonymOf(deps.db, body.token);
  });
  serve(app, deps, opening.startAnswering, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    await startAnswering(deps, body.token);
    return { heard: 'started' } as const;
  });
  serve(app, deps, opening.enterCode, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return { token: await enterCode(networkOf(request), body) };
  });
  serve(app, deps, opening.declineInvitation, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    await declineInvitation(deps, body.token, body.reason);
    return { heard: body.reason };
  });
}
