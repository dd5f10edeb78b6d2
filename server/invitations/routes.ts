import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/invitations.ts';
import { record } from '../db/activity.ts';
import { namedAgency } from '../db/named-agency.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { citizenRoutes, sealedFileRoute } from './citizen-routes.ts';
import { contactRoutes } from './contact/routes.ts';
import { hasCustody } from './custody.ts';
import { deliveryList } from './delivery-list.ts';
import { byHamlet } from './delivery-order.ts';
import { issueInvitations } from './issue-invitations.ts';
import * as paperPacks from './paper-packs/routes.ts';
import { takenPack } from './print-pack.ts';
import { packetRoutes, printingRoutes } from './print-routes.ts';
import { lastPrinting, slipsOf } from './queries.ts';
import { carrierOutcome, recordDelivery } from './record-delivery.ts';
import { ineligibilityRoutes, reissueRoutes } from './reissue-routes.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  officeRoutes(app, deps);
  printingRoutes(app, deps);
  packetRoutes(app, deps);
  reissueRoutes(app, deps);
  ineligibilityRoutes(app, deps);
  contactRoutes(app, deps);
  sealedFileRoute(app, deps);
  citizenRoutes(app, deps);
  paperPacks.routes(app, deps);
}

function officeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.issueInvitations, ({ params }, { caller }) =>
    issueInvitations(deps, caller.id, params.campaignId),
  );
  serve(app, deps, contract.listInvitations, async ({ params }, { caller }) => {
    const { campaignId, agencyCode } = params;
    const { provinceCode, slipPrinting } = await campaignAt(db, campaignId);
    await namedAgency(db, provinceCode, agencyCode);
    const slips = await slipsOf(deps, campaignId, agencyCode);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'invitations_read',
      campaignId,
      details: { agency: agencyCode, invitations: slips.length },
    });
    const { printedAt } = await lastPrinting(db, campaignId, agencyCode);
    const mayPrint = hasCustody(slipPrinting, caller);
    return {
      invitations: slips.map(({ issue, ...slip }) => ({
        ...slip,
        ...(mayPrint && { issue }),
        fullName: slip.fullName ?? '',
        delivery: carrierOutcome(slip),
        isReserve: slip.role === 'reserve',
      })),
      hamlets: hamletsOf(slips),
      printedOn: printedAt && dayOf(printedAt),
    };
  });
  serve(app, deps, contract.downloadDeliveryList, async ({ params }, { caller }) => {
    const { terms, slips } = await takenPack(deps, caller, params, 'delivery_list_downloaded');
    return {
      fileName: `Danh sách giao phiếu mời - ${terms.agencyName}.xlsx`,
      content: await deliveryList(terms, slips),
    };
  });
  serve(app, deps, contract.recordDelivery, async ({ params, body }, { caller }) => {
    await recordDelivery(deps, caller, params, body);
    return {};
  });
}

function hamletsOf(slips: readonly { hamlet: string | null }[]) {
  const counts = new Map<string | null, number>();
  for (const { hamlet } of slips) counts.set(hamlet, (counts.get(hamlet) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => byHamlet(a, b))
    .map(([hamlet, invitations]) => ({ hamlet, invitations }));
}
