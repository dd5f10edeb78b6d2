import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/invitations.ts';
import type { Problem, ProblemCode } from '#contract/problems.ts';
import { handInSealedFile, submitResponse } from '#contract/responses.ts';
import { record } from '../db/activity.ts';
import { refuseErased } from '../db/erased.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { networkOf } from '../http/address.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { contactRoutes } from './contact/routes.ts';
import { requireCovers, requireCustody } from './custody.ts';
import { deliveryList } from './delivery-list.ts';
import { byHamlet } from './delivery-order.ts';
import { codeEntry } from './enter-code.ts';
import { pseudonymOf, refuseStaff } from './find-invitation.ts';
import { issueInvitations } from './issue-invitations.ts';
import { declineInvitation, openInvitation, startAnswering } from './open-invitation.ts';
import { openSealedFile } from './open-sealed-file.ts';
import * as paperPacks from './paper-packs/routes.ts';
import type { PackPart } from './print-pack.ts';
import { packOf, recordPacket, recordPrinting } from './print-pack.ts';
import { agenciesWithSlips, drawnIn, lastPrinting, printingsOf, slipsOf } from './queries.ts';
import { recordDelivery } from './record-delivery.ts';
import { ineligibilityRoutes, reissueRoutes } from './reissue-routes.ts';
import { coverBook } from './slips/cover-book.ts';
import type { PacketProgress } from './slips/packet.ts';
import { packet } from './slips/packet.ts';
import { slipBook } from './slips/slip-book.ts';

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
    await campaignAt(db, campaignId);
    const slips = await slipsOf(deps, campaignId, agencyCode);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'invitations_read',
      campaignId,
      details: { agency: agencyCode, invitations: slips.length },
    });
    const { printedAt } = await lastPrinting(db, campaignId, agencyCode);
    return {
      invitations: slips.map((slip) => ({
        ...slip,
        fullName: slip.fullName ?? '',
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
    await recordDelivery(deps, caller, params, body.outcome);
    return {};
  });
}

function printingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.downloadSlips, async ({ params, query }, { caller }) => {
    const { campaignId, agencyCode } = params;
    requireCustody((await campaignAt(db, campaignId)).slipPrinting, caller);
    const part = partOf(query);
    const { terms, slips } = await packOf(deps, campaignId, agencyCode, part);
    await recordPrinting(deps, caller.id, {
      campaignId,
      agencyCode,
      purpose: query.purpose,
      slips: slips.length,
      part: part ? ('serial' in part ? 'slip' : 'hamlet') : null,
    });
    return {
      fileName: `Phiếu mời - ${terms.agencyName}.pdf`,
      content: slipBook(terms, slips, deps),
    };
  });
  serve(app, deps, contract.downloadCovers, async ({ params, query }, { caller }) => {
    requireCovers((await campaignAt(db, params.campaignId)).slipPrinting);
    const { terms, slips } = await takenPack(
      deps,
      caller,
      params,
      'covers_downloaded',
      partOf(query),
    );
    return {
      fileName: `Bìa phiếu mời - ${terms.agencyName}.pdf`,
      content: coverBook(terms, slips, deps),
    };
  });
  serve(app, deps, contract.listPrintings, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    const printings = await printingsOf(db, params.campaignId);
    return {
      printings: printings.map((printing) => ({
        ...printing,
        printedAt: printing.printedAt.toISOString(),
      })),
    };
  });
}

function partOf({ serial, hamlet }: contract.CoversQuery): PackPart | undefined {
  if (serial !== undefined) return { serial: Number(serial) };
  return hamlet === undefined ? undefined : { hamlet: hamlet || null };
}

type PackAct = 'delivery_list_downloaded' | 'covers_downloaded';

/** An agency's pack of slips; the journal records who took it. */
async function takenPack(
  deps: Deps,
  caller: { readonly id: string },
  { campaignId, agencyCode }: { readonly campaignId: string; readonly agencyCode: string },
  act: PackAct,
  part?: PackPart,
) {
  const pack = await packOf(deps, campaignId, agencyCode, part);
  await record(deps.db, {
    at: deps.now(),
    staffId: caller.id,
    act,
    campaignId,
    details: { agency: agencyCode, invitations: pack.slips.length },
  });
  return pack;
}

function packetRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const running = new Map<string, PacketProgress>();
  serve(app, deps, contract.downloadPacket, async ({ params, query }, { caller }) => {
    const { campaignId } = params;
    const campaign = await campaignAt(db, campaignId);
    const agencies = await agenciesWithSlips(db, campaignId);
    await refuseErased(db, campaignId);
    if (agencies.length === 0)
      throw problem('invitations_not_issued', { missing: await drawnIn(db, campaignId) });
    await recordPacket(deps, caller.id, { campaignId, purpose: query.purpose, agencies });
    return {
      fileName: `Phiếu mời - ${campaign.name}.pdf`,
      content: packet(deps, campaign, agencies, (progress) => {
        if (progress) running.set(campaignId, progress);
        else running.delete(campaignId);
      }),
    };
  });
  serve(app, deps, contract.getPacketProgress, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { progress: running.get(params.campaignId) ?? null };
  });
}

function hamletsOf(slips: readonly { hamlet: string | null }[]) {
  const counts = new Map<string | null, number>();
  for (const { hamlet } of slips) counts.set(hamlet, (counts.get(hamlet) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => byHamlet(a, b))
    .map(([hamlet, invitations]) => ({ hamlet, invitations }));
}

/** One door for every response: the file's content goes in where a phone's would. */
function sealedFileRoute(app: FastifyInstance, deps: Deps): void {
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

function citizenRoutes(app: FastifyInstance, deps: Deps): void {
  const enterCode = codeEntry(deps);
  serve(app, deps, contract.openInvitation, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return openInvitation(deps, body.token);
  });
  serve(app, deps, contract.findPseudonym, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return pseudonymOf(deps.db, body.token);
  });
  serve(app, deps, contract.startAnswering, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    await startAnswering(deps, body.token);
    return {};
  });
  serve(app, deps, contract.enterCode, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return { token: await enterCode(networkOf(request), body) };
  });
  serve(app, deps, contract.declineInvitation, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    await declineInvitation(deps, body.token, body.reason);
    return {};
  });
}
