import type { PrintSize } from '#contract/paper.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import type { Deps } from '../../deps.ts';
import type { AgencySlips } from '../print-pack.ts';
import { packOf } from '../print-pack.ts';
import type { Paper } from '../slips/paper.ts';
import { newPaper, nextPage } from '../slips/paper.ts';
import { byHamlets } from '../slips/slip-book.ts';
import { coverOf, slipOf } from '../slips/slip-text.ts';
import { drawCover } from './draw-cover.ts';
import { FormPress } from './draw-form.ts';
import { casesOf, printableForms } from './queries.ts';

interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly officeName: string;
  readonly collectTo: string;
}

/** Covers of every agency in the order of delivery. No cover knows which form its pack will hold. */
export function coversOfPacks(
  deps: Deps,
  campaign: Campaign,
  agencies: readonly AgencySlips[],
): Paper {
  return written(newPaper(`Bìa phiếu giấy · ${campaign.name}`, deps.now()), async (paper) => {
    for (const { agencyCode } of agencies) await writeCovers(deps, paper, campaign, agencyCode);
  });
}

async function writeCovers(deps: Deps, paper: Paper, campaign: Campaign, agencyCode: string) {
  const { terms, slips } = await packOf(deps, campaign.id, agencyCode);
  const cases = await casesOf(deps.db, campaign.id, agencyCode);
  for (const bundle of byHamlets(slips))
    for (const row of bundle.slips) {
      const found = cases.get(row.id);
      if (!found) continue;
      await nextPage(paper);
      const { collectTo } = campaign;
      drawCover(paper, {
        ...found,
        slip: slipOf(terms, row, deps.secrets),
        addressee: coverOf(terms, row),
        hasCode: terms.slipPrinting !== 'sealed_packs',
        collectTo,
      });
    }
}

/** Forms stratum by stratum, in the order of numbers that chance has drawn. */
export function formsOfPacks(
  deps: Deps,
  campaign: Campaign,
  size: PrintSize,
  agencyCode: string | null,
): Paper {
  return written(newPaper(`Phiếu giấy · ${campaign.name}`, deps.now()), async (paper) => {
    const questionnaire = await questionnaireOf(deps.db, campaign.id);
    const press = new FormPress(paper, questionnaire, campaign.officeName, size);
    const title = `Phiếu ý kiến năm ${campaign.year}`;
    for (const form of await printableForms(deps.db, campaign.id, agencyCode))
      await press.print({ title, ...form });
  });
}

function written(paper: Paper, write: (paper: Paper) => Promise<void>): Paper {
  write(paper)
    .then(() => paper.end())
    .catch((error: Error) => paper.destroy(error));
  return paper;
}
