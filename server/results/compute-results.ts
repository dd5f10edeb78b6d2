import * as z from 'zod';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { scoreScale } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { pooledCategories } from '#sampling/disclosure/categories.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import { sampleDesign } from '#sampling/estimation/sample-design.ts';
import type { NodeTotals } from '#sampling/satisfaction-index/node-figures.ts';
import {
  confidential,
  distributionOf,
  figureOf,
  LEVEL,
  nodeRatios,
  strataLayout,
  unanswered,
} from '#sampling/satisfaction-index/node-figures.ts';
import type { Db } from '../db/database.ts';
import type { CampaignRow } from '../db/schema.ts';
import type { ExactDomain, ExactResults } from './exact-results.ts';
import type { FieldFigures } from './field-figures.ts';
import { fieldFigures } from './field-figures.ts';
import { nodeTotals, pathsOf } from './node-totals.ts';
import type { NodeSums, ResponseStratumRow, StratumRow, ValueCount } from './queries.ts';
import {
  fieldworkCounts,
  frameOf,
  nodeSums,
  provinceName,
  responseStrataOf,
  strataOf,
  valueCounts,
} from './queries.ts';
import type { ReportingDomain } from './reporting-domains.ts';
import { LEVELS, reportingDomains } from './reporting-domains.ts';
import { withTiers } from './tiers.ts';
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
    | 'questionnaire'
    | 'questionnaireVersion'
    | 'questionnairePart'
    | 'slipPrinting'
  >;
  readonly provinceName: string;
  /** Of the frame, with what fieldwork made of each: who was asked and who answered. */
  readonly strata: readonly StratumRow[];
  /** That counted responses name: what weights and errors stand on. */
  readonly responseStrata: readonly ResponseStratumRow[];
  /** What may not be told, as the count decided it while it knew every stratum's answers. */
  readonly withheld: Withheld;
  readonly sums: readonly NodeSums[];
  readonly values: readonly ValueCount[];
  readonly counts: Results['counts'];
  /** Made by the count: fields cross the response strata. */
  readonly fields: FieldFigures;
}

/** All figures, unrounded, with what they were made from: nothing of it leaves this folder. */
export interface Estimated {
  readonly results: ExactResults;
  readonly design: SampleDesign;
  readonly totals: ReadonlyMap<string, NodeTotals>;
  readonly reporting: readonly ReportingDomain[];
  readonly strata: readonly StratumRow[];
  readonly responseStrata: readonly ResponseStratumRow[];
  /** Lowest and highest value of the criteria. */
  readonly scale: readonly [number, number];
}

export async function readFieldwork(db: Db, campaign: CampaignRow): Promise<Fieldwork> {
  const { id, questionnaire } = campaign;
  const strata = await strataOf(db, id);
  const paths = pathsOf(questionnaire.nodes);
  const questions = paths.map(({ question }) => question);
  return {
    campaign,
    provinceName: await provinceName(db, campaign.provinceCode),
    strata,
    responseStrata: await responseStrataOf(db, id, strata),
    withheld: await withheldOf(db, id),
    sums: await nodeSums(db, id, paths, questionnaire.satisfiedFrom),
    values: await valueCounts(db, id, questions),
    counts: await sampleCounts(db, campaign, strata),
    fields: await fieldFigures(db, id),
  };
}

export async function estimateResults(fieldwork: Fieldwork): Promise<Estimated> {
  const { campaign, strata, responseStrata } = fieldwork;
  const { questionnaire } = campaign;
  const totals = nodeTotals(
    questionnaire,
    responseStrata.map(({ code }) => code),
    fieldwork.sums,
    fieldwork.values,
  );
  const unitOf = new Map(responseStrata.map(({ code, unitCode }) => [code, unitCode]));
  const design = sampleDesign(responseStrata, (code) => unitOf.get(code) ?? '');
  const reporting = reportingDomains(strata, responseStrata, fieldwork.provinceName);
  const domains = domainsOf(fieldwork, design, totals, reporting);
  const total = questionnaire.nodes.find((node) => node.level === 'total')?.code ?? '';
  const results = {
    campaignId: campaign.id,
    campaignName: campaign.name,
    provinceName: fieldwork.provinceName,
    year: campaign.year,
    collectFrom: campaign.collectFrom,
    collectTo: campaign.collectTo,
    method: methodOf(campaign),
    counts: fieldwork.counts,
    nodes: questionnaire.nodes,
    domains: withTiers(domains, total, design, totals.get(total)!.index, reporting),
  };
  const scale = scoreScale(questionnaire);
  return { results, design, totals, reporting, strata, responseStrata, scale };
}

const methodOf = (campaign: Fieldwork['campaign']): Results['method'] => ({
  index: 'pooled',
  interval: 'wilson-capped',
  level: LEVEL,
  disclosureThreshold: campaign.disclosureThreshold,
  questionnaireVersion: campaign.questionnaireVersion,
  questionnairePart: campaign.questionnairePart,
  satisfiedFrom: campaign.questionnaire.satisfiedFrom,
  slipPrinting: campaign.slipPrinting,
});

function domainsOf(
  { strata, fields, withheld, campaign: { questionnaire } }: Fieldwork,
  design: SampleDesign,
  totals: ReadonlyMap<string, NodeTotals>,
  reporting: readonly ReportingDomain[],
): ExactDomain[] {
  const isSilent = (domain: ReportingDomain) =>
    domain.strata.every((h) => strata[h]!.respondents === 0);
  return LEVELS.flatMap((level) => {
    const ofLevel = reporting.filter((domain) => domain.level === level);
    // Single questions of a unit's field rest on a handful of people; factors are the finest there.
    const nodes = questionnaire.nodes.filter(
      (node) => level !== 'unit_field' || node.level !== 'criterion',
    );
    const figures =
      level === 'field'
        ? (node: string, domain: ReportingDomain) =>
            fields.get(node)?.get(domain.fieldCode!) ??
            (isSilent(domain) ? unanswered(node) : confidential(node))
        : strataFigures(design, questionnaire, totals, ofLevel);
    return ofLevel.map((domain) => ({
      ...describe(domain, strata, withheld),
      figures: nodes.map(({ code }) =>
        withheld.figures(code).has(domain.key) ? confidential(code) : figures(code, domain),
      ),
    }));
  });
}

/** Figures of domains that are made of whole response strata. */
function strataFigures(
  design: SampleDesign,
  questionnaire: Questionnaire,
  totals: ReadonlyMap<string, NodeTotals>,
  domains: readonly ReportingDomain[],
) {
  const scale = scoreScale(questionnaire);
  const width = scale[1] - scale[0] + 1;
  const layout = strataLayout(
    design,
    domains.map(({ responseStrata }) => responseStrata),
  );
  const position = new Map(domains.map(({ key }, d) => [key, d]));
  const ratios = new Map(
    questionnaire.nodes.map(({ code }) => [code, nodeRatios(design, totals.get(code)!, layout)]),
  );
  return (node: string, domain: ReportingDomain) =>
    figureOf(
      node,
      ratios.get(node)!,
      position.get(domain.key)!,
      scale,
      distributionOf(design, layout, totals.get(node)!, domain.responseStrata, width),
    );
}

/** AAPOR RR2: everybody who answered anything, over all who were asked and belong to the population. */
function describe(
  { strata: members, responseStrata: _pooled, ...domain }: ReportingDomain,
  strata: readonly StratumRow[],
  withheld: Withheld,
): Omit<ExactDomain, 'figures'> {
  const sum = (of: (stratum: StratumRow) => number) =>
    members.reduce((running, h) => running + of(strata[h]!), 0);
  const invited = sum((stratum) => stratum.released);
  const received = sum((stratum) => stratum.respondents);
  const eligible = invited - sum((stratum) => stratum.ineligible);
  const isWithheld = withheld.domains.has(domain.key);
  return {
    ...domain,
    population: sum((stratum) => stratum.population),
    invited,
    received: isWithheld ? null : received,
    responseRate: isWithheld || eligible === 0 ? null : received / eligible,
    tier: null,
  };
}

const FrameCounts = z.object({
  rows: z.object({
    rows: z.int(),
    accepted: z.int(),
    merged: z.int(),
    excluded: z.int(),
    inError: z.int(),
  }),
  exclusions: z.array(z.object({ reason: z.string(), rows: z.int() })),
  faults: z.array(z.object({ reason: z.string(), rows: z.int() })),
  remarks: z
    .array(z.object({ unitCode: z.string(), unitName: z.string(), remark: z.string() }))
    .default([]),
  unaccepted: z
    .object({ units: z.int(), reason: z.string().nullable() })
    .default({ units: 0, reason: null }),
});

async function sampleCounts(db: Db, campaign: CampaignRow, strata: readonly StratumRow[]) {
  const { id: campaignId, disclosureThreshold } = campaign;
  const { modes, ...dispositions } = await fieldworkCounts(db, campaignId);
  const frame = await frameOf(db, campaignId);
  const sum = (of: (stratum: StratumRow) => number) =>
    strata.reduce((running, stratum) => running + of(stratum), 0);
  const { remarks, ...counts } = FrameCounts.parse(frame.counts);
  return {
    ...counts,
    listRemarks: remarks,
    people: frame.unitCount,
    strata: strata.length,
    invited: sum((stratum) => stratum.released),
    received: sum((stratum) => stratum.respondents),
    ...dispositions,
    modes: pooledCategories(
      modes.map(({ mode, responses }) => ({ category: mode, count: responses })),
      disclosureThreshold,
    ).map(({ category, count }) => ({ mode: category, responses: count })),
  };
}
