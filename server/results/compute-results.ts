import { scoreScale } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { COVERAGE_LIMIT } from '#sampling/quality/coverage.ts';
import { LEVEL } from '#sampling/satisfaction-index/node-figures.ts';
import type { NodeTotals, Scale } from '#sampling/satisfaction-index/node-totals.ts';
import { nodeTotals } from '#sampling/satisfaction-index/node-totals.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import { domainsWithFigures } from './domain-figures.ts';
import type { ExactResults } from './exact-results.ts';
import { heardAgencies } from './heard-agencies.ts';
import type { ResponseStratumRow } from './queries.ts';
import type { Fieldwork } from './read-fieldwork.ts';
import type { ReportingDomain } from './reporting-domains.ts';
import { reportingDomains } from './reporting-domains.ts';
import type { Withheld } from './withheld.ts';

/** All figures, unrounded, with what they were made from: nothing of it leaves this folder. */
export interface Estimated {
  readonly results: ExactResults;
  readonly design: SampleDesign;
  readonly totals: ReadonlyMap<string, NodeTotals>;
  readonly reporting: readonly ReportingDomain[];
  readonly strata: readonly CountedStratum[];
  readonly responseStrata: readonly ResponseStratumRow[];
  /** Lowest and highest value of the criteria. */
  readonly scale: Scale;
  readonly withheld: Withheld;
}

export async function estimateResults(fieldwork: Fieldwork): Promise<Estimated> {
  const { campaign, strata, responseStrata } = fieldwork;
  const { nodes, satisfiedFrom } = campaign.questionnaire;
  const scale = scoreScale(campaign.questionnaire);
  const totals = nodeTotals(
    { nodes, scale, satisfiedFrom },
    responseStrata.map(({ code }) => code),
    fieldwork.sums,
    fieldwork.values,
  );
  const agencyOf = new Map(responseStrata.map(({ code, agencyCode }) => [code, agencyCode]));
  const design = sampleDesign(responseStrata, (code) => agencyOf.get(code) ?? '');
  const heard = heardAgencies(strata, campaign.disclosureThreshold);
  const reporting = reportingDomains(strata, responseStrata, fieldwork.provinceName, heard);
  const domains = domainsWithFigures(fieldwork, { design, totals, scale }, reporting, heard);
  const results = {
    campaignId: campaign.id,
    campaignName: campaign.name,
    provinceName: fieldwork.provinceName,
    year: campaign.year,
    collectFrom: campaign.collectFrom,
    collectTo: campaign.collectTo,
    method: methodOf(fieldwork),
    counts: fieldwork.counts,
    coverage: { limit: COVERAGE_LIMIT, isEnough: heard.isEnough },
    nodes,
    domains,
  };
  const { withheld } = fieldwork;
  return { results, design, totals, reporting, strata, responseStrata, scale, withheld };
}

const methodOf = ({ campaign, termsChanges }: Fieldwork): Results['method'] => ({
  index: 'pooled',
  interval: 'wilson-capped',
  level: LEVEL,
  disclosureThreshold: campaign.disclosureThreshold,
  questionnaireVersion: campaign.questionnaireVersion,
  questionnairePart: campaign.questionnairePart,
  satisfiedFrom: campaign.questionnaire.satisfiedFrom,
  slipPrinting: campaign.slipPrinting,
  termsChanges: [...termsChanges],
});
