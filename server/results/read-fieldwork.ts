import type { IndexNode, Questionnaire } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import type { TermsChange } from '#contract/terms-changes.ts';
import type { NodeSums, ValueCount } from '#sampling/satisfaction-index/node-totals.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import { countedStrata } from '../db/counted-strata.ts';
import type { Db } from '../db/database.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import { termsChangesOf } from '../db/terms-changes.ts';
import type { CriterionPath } from './answer-sums.ts';
import { nodeSums, valueCounts } from './answer-sums.ts';
import type { FieldFigures } from './field-figures.ts';
import { fieldFigures } from './field-figures.ts';
import type { ResponseStratumRow } from './queries.ts';
import { provinceName, responseStrataOf } from './queries.ts';
import { sampleCounts } from './sample-counts.ts';
import type { Withheld } from './withheld.ts';
import { withheldOf } from './withheld.ts';

/** What results are made from, as the database holds it after the count. */
export interface Fieldwork {
  readonly campaign: Pick<
    CampaignRow,
    | 'id'
    | 'name'
    | 'year'
    | 'collectFrom'
    | 'collectTo'
    | 'disclosureThreshold'
    | 'questionnaireVersion'
    | 'questionnairePart'
    | 'slipPrinting'
  > & { readonly questionnaire: Questionnaire };
  readonly provinceName: string;
  readonly termsChanges: readonly TermsChange[];
  /** Of the frame, with what fieldwork made of each: who was asked and who answered. */
  readonly strata: readonly CountedStratum[];
  /** Strata that counted responses name: the base of weights and errors. */
  readonly responseStrata: readonly ResponseStratumRow[];
  /** Withheld figures, as the count decided them while it knew every stratum's answers. */
  readonly withheld: Withheld;
  readonly sums: readonly NodeSums[];
  readonly values: readonly ValueCount[];
  readonly counts: Results['counts'];
  /** Made by the count: fields cross the response strata. */
  readonly fields: FieldFigures;
}

export async function readFieldwork(db: Db, campaign: CampaignRow): Promise<Fieldwork> {
  const { id } = campaign;
  const questionnaire = await questionnaireOf(db, id);
  const strata = await countedStrata(db, id);
  const paths = pathsOf(questionnaire.nodes);
  const questions = paths.map(({ question }) => question);
  return {
    campaign: { ...campaign, questionnaire },
    termsChanges: await termsChangesOf(db, id),
    provinceName: await provinceName(db, campaign.provinceCode),
    strata,
    responseStrata: await responseStrataOf(db, id, strata),
    withheld: await withheldOf(db, id),
    sums: await nodeSums(db, id, paths, questionnaire.satisfiedFrom),
    values: await valueCounts(db, id, questions),
    counts: await sampleCounts(db, campaign, strata, questionnaire),
    fields: await fieldFigures(db, id),
  };
}

/** Each criterion with the nodes above it. */
function pathsOf(nodes: readonly IndexNode[]): CriterionPath[] {
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent ?? '']));
  const above = (code: string) => parentOf.get(code) ?? '';
  return nodes.flatMap((node) => {
    if (node.question === null) return [];
    const factor = above(node.code);
    const part = above(factor);
    return [{ question: node.question, factor, part, total: above(part) }];
  });
}
