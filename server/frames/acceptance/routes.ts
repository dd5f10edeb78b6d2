import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/acceptance.ts';
import { getBoard } from '#contract/board.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { KeptIndicators } from '../completeness/kept-indicators.ts';
import { acceptLists } from './accept-lists.ts';
import { acceptanceOf } from './acceptance.ts';
import { board } from './board.ts';
import { decideOnList } from './decide-on-list.ts';
import { signList } from './sign-list.ts';

/** Who answers for a list: signed by its agency, accepted or returned by Home Affairs. */
export function acceptanceRoutes(app: FastifyInstance, deps: Deps): void {
  const readAcceptance = (params: { campaignId: string; agencyCode: string }, role: Role) =>
    acceptanceOf(deps.db, params.campaignId, params.agencyCode, role);
  const indicators = new KeptIndicators(deps.db);
  serve(app, deps, getBoard, ({ params }, { scope }) =>
    board(deps.db, params.campaignId, scope, (campaignId) => indicators.read(campaignId)),
  );
  serve(app, deps, contract.getAcceptance, ({ params }, { caller }) =>
    readAcceptance(params, caller.role),
  );
  serve(app, deps, contract.signList, async ({ params, body }, { caller }) => {
    const signer = { staffId: caller.id, signerName: caller.fullName };
    await signList(deps, { ...params, ...body, ...signer });
    return readAcceptance(params, caller.role);
  });
  serve(app, deps, contract.decideOnList, async ({ params, body }, { caller }) => {
    const note = body.note || null;
    await decideOnList(deps, { ...params, kind: body.kind, note, staffId: caller.id });
    return readAcceptance(params, caller.role);
  });
  serve(app, deps, contract.acceptLists, ({ params, body }, { caller }) =>
    acceptLists(deps, { ...params, ...body, staffId: caller.id }),
  );
}
