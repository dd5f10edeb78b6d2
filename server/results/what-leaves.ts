import type { Domain, Figure, Results } from '#contract/results.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import { confidential } from '#sampling/satisfaction-index/node-figures.ts';
import type { ExactDomain, ExactFigure, ExactResults } from './exact-results.ts';

/** What the audit asked of one figure beyond the rule of its level. */
export interface Treatment {
  /** Steps of rounding coarser than the rule. */
  readonly coarser: number;
  /** Beyond 90 %: only that leaves. */
  readonly isBanded: boolean;
  readonly isHidden: boolean;
}
export const UNTREATED: Treatment = { coarser: 0, isBanded: false, isHidden: false };
export type Treatments = ReadonlyMap<string, Treatment>;

export const figureKey = (domain: string, node: string): string => `${node} ${domain}`;

interface Precision {
  readonly share: number;
  readonly mean: number;
}
/** From the finest to the coarsest; a mean runs over four points where a share runs over one. */
const LADDER: readonly Precision[] = [
  { share: 0.0001, mean: 0.01 },
  { share: 0.001, mean: 0.01 },
  { share: 0.01, mean: 0.1 },
  { share: 0.05, mean: 0.5 },
];
export const COARSEST = LADDER.length - 1;
export const BAND_FROM = 0.9;

/**
 * Whole percent for an agency and what is below it, a tenth for the province and its fields, two decimals
 * for the province's total alone: N_h and n_h are public, and from six digits single answers follow.
 */
export const rungOf = (level: Domain['level'], isTotal: boolean): number =>
  level === 'agency' || level === 'agency_field' ? 2 : level === 'province' && isTotal ? 0 : 1;

/** The step of a mean that stands beside shares of this step. */
export const meanStepOf = (share: number): number =>
  LADDER.find((precision) => precision.share === share)?.mean ?? share;

export const precisionAt = (rung: number): Precision => LADDER[Math.min(rung, COARSEST)]!;

/** The only way from exact figures to what anybody sees: pages, files and the stored publication. */
export function leaving(exact: ExactResults, treatments: Treatments = new Map()): Results {
  const total = exact.nodes.find((node) => node.level === 'total')?.code ?? '';
  return {
    ...exact,
    domains: exact.domains.map((domain) => ({
      ...domain,
      responseRate: roundedTo(domain.responseRate, rateStep(domain)),
      figures: domain.figures.map((figure) =>
        leavingFigure(
          figure,
          domain.level,
          rungOf(domain.level, figure.node === total),
          treatments.get(figureKey(domain.key, figure.node)),
        ),
      ),
    })),
  };
}

const rateStep = ({ level }: ExactDomain) => (level === 'province' ? 0.001 : 0.01);

/** No standard error leaves: the interval tells enough. */
function withoutErrors(exact: ExactFigure): Figure {
  const { standardError: _se, degreesOfFreedom: _df, ...figure } = exact;
  return { ...figure, band: null, step: null };
}

/** An exact figure as it leaves from a rung of the ladder on. */
export function leavingFigure(
  exact: ExactFigure,
  level: Domain['level'],
  rung: number,
  { coarser, isBanded, isHidden }: Treatment = UNTREATED,
): Figure {
  if (isHidden) return hidden(exact.node);
  const figure = withoutErrors(exact);
  if (figure.index === null) return figure;
  const band = bandOf(figure.index, level, isBanded);
  if (band) return banded(figure, band);
  const { share, mean } = precisionAt(rung + coarser);
  const shareOf = (value: number | null) => roundedTo(value, share);
  const meanOf = (value: number | null) => roundedTo(value, mean);
  return {
    ...figure,
    band: null,
    step: share,
    index: shareOf(figure.index),
    low: shareOf(figure.low),
    high: shareOf(figure.high),
    mean: meanOf(figure.mean),
    meanLow: meanOf(figure.meanLow),
    meanHigh: meanOf(figure.meanHigh),
    distribution: figure.distribution?.map((value) => roundedTo(value, share)) ?? null,
  };
}

/** Whoever belongs to a unanimous group is known by its figure; the province is nobody's group. */
function bandOf(index: number, level: Domain['level'], isBanded: boolean): Figure['band'] {
  const isUnanimous = level !== 'province' && (index === 0 || index === 1);
  if (!isUnanimous && !isBanded) return null;
  return index >= BAND_FROM ? 'above_90' : 'below_10';
}

export const mayBeBanded = (index: number): boolean => index >= BAND_FROM || index <= 1 - BAND_FROM;

/** Why it must be read with care is left out too: "all or none" would say what the band hides. */
const banded = (figure: Figure, band: Figure['band']): Figure => ({
  ...hidden(figure.node),
  verdict: 'flag',
  reasons: ['banded'],
  band,
  respondents: figure.respondents,
  validAnswers: figure.validAnswers,
});

const hidden = (node: string): Figure => withoutErrors(confidential(node));
