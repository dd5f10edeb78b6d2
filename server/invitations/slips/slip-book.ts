import { writtenDay } from '#contract/written-day.ts';
import type { Deps } from '../../deps.ts';
import { byHamlet } from '../delivery-order.ts';
import type { PackTerms, SlipRow } from '../queries.ts';
import { drawBundleCover } from './bundle-cover.ts';
import type { Paper } from './paper.ts';
import { newPaper, nextPage, PAGE_WIDTH, STRIP_HEIGHT } from './paper.ts';
import { serialRanges, slipOf, UNKNOWN_HAMLET } from './slip-text.ts';
import { drawStrip } from './strip.ts';

export interface HamletSlips {
  /** Of a department's people, where their address names it: its staff hand the slips out. */
  readonly commune: string | null;
  readonly hamlet: string | null;
  readonly slips: readonly SlipRow[];
}

/** Slips by commune of residence and hamlet, in the carriers' order; within a hamlet by serial. */
export function byHamlets(slips: readonly SlipRow[]): HamletSlips[] {
  const bundles = Map.groupBy(slips, ({ commune, hamlet }) => JSON.stringify([commune, hamlet]));
  return [...bundles.values()]
    .map((own) => ({ commune: own[0]!.commune, hamlet: own[0]!.hamlet, slips: own }))
    .sort((a, b) => byHamlet(a.commune, b.commune) || byHamlet(a.hamlet, b.hamlet));
}

export const placeOfBundle = ({ commune, hamlet }: HamletSlips): string =>
  [commune, hamlet ?? (commune ? null : UNKNOWN_HAMLET)].filter(Boolean).join(' · ');

const PER_PAGE = 3;

/** A PDF that is written while it is read: one page at a time, so that other requests are not kept waiting. */
export function slipBook(
  terms: PackTerms,
  slips: readonly SlipRow[],
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
): Paper {
  const paper = newPaper(`Phiếu mời · ${terms.agencyName} · ${terms.name}`, now());
  writeSlips(paper, terms, slips, secrets)
    .then(() => paper.end())
    .catch((error: Error) => paper.destroy(error));
  return paper;
}

export async function writeSlips(
  paper: Paper,
  terms: PackTerms,
  slips: readonly SlipRow[],
  secrets: Deps['secrets'],
): Promise<void> {
  for (const bundle of byHamlets(slips)) {
    await nextPage(paper);
    drawBundleCover(paper, {
      hamlet: placeOfBundle(bundle),
      agencyName: terms.agencyName,
      campaignName: terms.name,
      slips: bundle.slips.length,
      serials: serialRanges(bundle.slips.map(({ serial }) => serial)),
      deadline: writtenDay(terms.collectTo),
      isSealed: terms.slipPrinting === 'sealed_packs',
    });
    for (let from = 0; from < bundle.slips.length; from += PER_PAGE) {
      await nextPage(paper);
      bundle.slips.slice(from, from + PER_PAGE).forEach((row, i) => {
        drawStrip(paper, slipOf(terms, row, secrets), i * STRIP_HEIGHT);
      });
      drawCuts(paper);
    }
  }
}

function drawCuts(paper: Paper): void {
  paper.lineWidth(0.5).strokeColor('#000');
  for (const cut of [1, 2])
    paper
      .moveTo(0, cut * STRIP_HEIGHT)
      .lineTo(PAGE_WIDTH, cut * STRIP_HEIGHT)
      .stroke();
}
