import type { PrintPurpose } from '#contract/slips.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { PackTerms, SlipRow } from './queries.ts';
import { drawnIn, packTerms, slipsOf } from './queries.ts';

export interface Pack {
  readonly terms: PackTerms;
  readonly slips: readonly SlipRow[];
}

/** Which of an agency's slips are printed again. */
export type PackPart = { readonly serial: number } | { readonly hamlet: string | null };

/**
 * An agency's slips with what they say, for printing, or a part of them; the slips' links and codes are not
 * in it, nor are slips that were withdrawn.
 */
export async function packOf(
  deps: Deps,
  campaignId: string,
  agencyCode: string,
  part?: PackPart,
): Promise<Pack> {
  const { db } = deps;
  await campaignAt(db, campaignId);
  const terms = await packTerms(db, campaignId, agencyCode);
  const valid = (await slipsOf(deps, campaignId, agencyCode)).filter((slip) => !slip.isRevoked);
  const slips = part ? valid.filter((slip) => isInPart(slip, part)) : valid;
  if (part && slips.length === 0) throw problem('invitation_not_found');
  if (slips.length === 0)
    throw problem('invitations_not_issued', { missing: await drawnIn(db, campaignId, agencyCode) });
  return { terms, slips };
}

const isInPart = (slip: SlipRow, part: PackPart): boolean =>
  'serial' in part ? slip.serial === part.serial : slip.hamlet === part.hamlet;

interface NewPrinting {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly purpose: PrintPurpose;
  readonly slips: number;
  /** Null: all slips of the agency. */
  readonly part: 'hamlet' | 'slip' | null;
}

export interface AgencySlips {
  readonly agencyCode: string;
  readonly slips: number;
}

/** Recorded for each agency before the first byte leaves, and once in the journal. */
export async function recordPacket(
  { db, now }: Deps,
  by: string,
  packet: { campaignId: string; purpose: PrintPurpose; agencies: readonly AgencySlips[] },
): Promise<void> {
  const { campaignId, purpose, agencies } = packet;
  const printedAt = now();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('packPrinting')
      .values(
        agencies.map((agency) => ({ ...agency, campaignId, purpose, printedAt, printedBy: by })),
      )
      .execute();
    await record(trx, {
      at: printedAt,
      staffId: by,
      act: 'slips_packet_printed',
      campaignId,
      details: {
        agencies: agencies.length,
        slips: agencies.reduce((sum, { slips }) => sum + slips, 0),
        purpose,
      },
    });
  });
}

/** Recorded before the first byte leaves: the file's holder has the agency's links. */
export async function recordPrinting(
  { db, now }: Deps,
  by: string,
  printing: NewPrinting,
): Promise<void> {
  const { campaignId, agencyCode: agency, slips, purpose, part } = printing;
  await db.transaction().execute(async (trx) => {
    const printedAt = now();
    await trx
      .insertInto('packPrinting')
      .values({ ...printing, printedAt, printedBy: by })
      .execute();
    await record(trx, {
      at: printedAt,
      staffId: by,
      act: 'slips_printed',
      campaignId,
      details: { agency, slips, purpose, ...(part && { part }) },
    });
  });
}

type PackAct = 'delivery_list_downloaded' | 'covers_downloaded';

/** An agency's pack of slips; the journal records who took it. */
export async function takenPack(
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
