import type { Deps } from '../../deps.ts';
import type { PackTerms, SlipRow } from '../queries.ts';
import type { Paper } from './paper.ts';
import { newPaper, nextPage, PAGE_WIDTH, PANEL_WIDTH, STRIP_HEIGHT } from './paper.ts';
import { byHamlets } from './slip-book.ts';
import { coverOf } from './slip-text.ts';
import { drawAddress } from './strip.ts';

const ACROSS = 3;
const PER_PAGE = 9;

/** Nine covers to a page, in the carriers' order. Each goes around the sealed sheet with its number. */
export function coverBook(
  terms: PackTerms,
  slips: readonly SlipRow[],
  { now }: Pick<Deps, 'now'>,
): Paper {
  const paper = newPaper(`Bìa phiếu mời · ${terms.agencyName} · ${terms.name}`, now());
  writeCovers(paper, terms, slips)
    .then(() => paper.end())
    .catch((error: Error) => paper.destroy(error));
  return paper;
}

export async function writeCovers(
  paper: Paper,
  terms: PackTerms,
  slips: readonly SlipRow[],
): Promise<void> {
  for (const { slips: bundle } of byHamlets(slips)) {
    for (let from = 0; from < bundle.length; from += PER_PAGE) {
      await nextPage(paper);
      bundle.slice(from, from + PER_PAGE).forEach((row, i) => {
        const [left, top] = [(i % ACROSS) * PANEL_WIDTH, Math.floor(i / ACROSS) * STRIP_HEIGHT];
        drawAddress(paper, coverOf(terms, row), left, top);
      });
      drawCuts(paper);
    }
  }
}

function drawCuts(paper: Paper): void {
  paper.lineWidth(0.5).strokeColor('#000');
  for (const cut of [1, 2]) {
    paper.moveTo(0, cut * STRIP_HEIGHT).lineTo(PAGE_WIDTH, cut * STRIP_HEIGHT);
    paper.moveTo(cut * PANEL_WIDTH, 0).lineTo(cut * PANEL_WIDTH, 3 * STRIP_HEIGHT);
  }
  paper.stroke();
}
