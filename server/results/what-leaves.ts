import type { Results } from '#contract/results.ts';
import type { Treatments } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { figureKey, leavingFigure } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { rungOf } from '#sampling/disclosure/leaving/precision.ts';
import { roundingLevels } from '#sampling/disclosure/leaving/rounding-level.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import type { ExactDomain, ExactResults } from './exact-results.ts';

/** The only way from exact figures to what anybody sees: pages, files and the stored publication. */
export function leaving(exact: ExactResults, treatments: Treatments): Results {
  const roundingOf = roundingLevels(exact.domains);
  const total = exact.nodes.find((node) => node.level === 'total')?.code ?? '';
  return {
    ...exact,
    domains: exact.domains.map((domain) => ({
      ...domain,
      responseRate: roundedTo(domain.responseRate, rateStep(domain)),
      figures: domain.figures.map((figure) => ({
        ...leavingFigure(
          figure,
          domain.level,
          rungOf(roundingOf(domain), figure.node === total),
          treatments.get(figureKey(domain.key, figure.node)),
        ),
        tier: null,
      })),
    })),
  };
}

const rateStep = ({ level }: ExactDomain) => (level === 'province' ? 0.001 : 0.01);
