import type { FastifyInstance } from 'fastify';
import * as slips from '#contract/slips.ts';
import { refuseErased } from '../db/erased.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { requireCovers, requireCustody } from './custody.ts';
import type { PackPart } from './print-pack.ts';
import { packOf, recordPacket, recordPrinting, takenPack } from './print-pack.ts';
import { agenciesWithSlips, drawnIn, printingsOf } from './queries.ts';
import { coverBook } from './slips/cover-book.ts';
import type { PacketProgress } from './slips/packet.ts';
import { packet } from './slips/packet.ts';
import { slipBook } from './slips/slip-book.ts';

export function printingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, slips.downloadSlips, async ({ params, query }, { caller }) => {
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
  serve(app, deps, slips.downloadCovers, async ({ params, query }, { caller }) => {
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
  serve(app, deps, slips.listPrintings, async ({ params }) => {
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

function partOf({ serial, hamlet }: slips.CoversQuery): PackPart | undefined {
  if (serial !== undefined) return { serial: Number(serial) };
  return hamlet === undefined ? undefined : { hamlet: hamlet || null };
}

export function packetRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const running = new Map<string, PacketProgress>();
  serve(app, deps, slips.downloadPacket, async ({ params, query }, { caller }) => {
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
  serve(app, deps, slips.getPacketProgress, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { progress: running.get(params.campaignId) ?? null };
  });
}
