import type { Deps } from '../../deps.ts';
import type { AgencySlips } from '../print-pack.ts';
import { packOf } from '../print-pack.ts';
import { writeCovers } from './cover-book.ts';
import type { Paper } from './paper.ts';
import { newPaper } from './paper.ts';
import { writeSlips } from './slip-book.ts';

export interface PacketProgress {
  /** Slips of the agencies that are written. */
  readonly written: number;
  readonly slips: number;
  readonly agencyName: string;
}

/**
 * One PDF of all agencies: of each the slips by hamlet with their bundle covers, and the covers with names
 * where the slips have none. Agencies are read one by one, pages are written as they are taken.
 */
export function packet(
  deps: Deps,
  campaign: { readonly id: string; readonly name: string },
  agencies: readonly AgencySlips[],
  onProgress: (progress: PacketProgress | null) => void,
): Paper {
  const paper = newPaper(`Phiếu mời · ${campaign.name}`, deps.now());
  writeAgencies(deps, paper, campaign.id, agencies, onProgress)
    .then(() => paper.end())
    .catch((error: Error) => paper.destroy(error))
    .finally(() => onProgress(null));
  return paper;
}

async function writeAgencies(
  deps: Deps,
  paper: Paper,
  campaignId: string,
  agencies: readonly AgencySlips[],
  onProgress: (progress: PacketProgress) => void,
): Promise<void> {
  const slips = agencies.reduce((sum, agency) => sum + agency.slips, 0);
  let written = 0;
  for (const agency of agencies) {
    const pack = await packOf(deps, campaignId, agency.agencyCode);
    // The journal has the number already: a file with more or fewer slips is none.
    if (pack.slips.length !== agency.slips) throw new Error('slips were issued meanwhile');
    onProgress({ written, slips, agencyName: pack.terms.agencyName });
    await writeSlips(paper, pack.terms, pack.slips, deps.secrets);
    if (pack.terms.slipPrinting === 'sealed_packs')
      await writeCovers(paper, pack.terms, pack.slips);
    written += agency.slips;
  }
}
