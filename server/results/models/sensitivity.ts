import type { Domain, Figure } from '#contract/figures.ts';
import type { ModelFigures } from '#contract/model-figures.ts';
import type { Results } from '#contract/results.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';

type Sensitivity = NonNullable<ModelFigures['sensitivity']>;

/** Odds of satisfaction of people who did not answer, relative to people who did. */
const ODDS = [0.5, 0.75, 1.5];

const percent = (share: number) => roundedTo(Math.min(1, Math.max(0, share)), 0.01);

/**
 * How far the province's total could move, from published figures alone. All strata are taken to have the
 * province's response rate and mix of modes, and people in a mode the weight of others.
 * Manski (2003) for the bounds; sampling.md, nonresponse.
 */
export function sensitivityOf(results: Results): Sensitivity | null {
  const province = results.domains.find(({ level }) => level === 'province');
  const total = results.nodes.find(({ level }) => level === 'total')?.code;
  const figure = province?.figures.find(({ node }) => node === total);
  // What was not asked of the others cannot be reckoned from these.
  if (results.coverage?.isEnough === false) return null;
  if (!province || !figure || figure.index === null) return null;
  const { index, step } = figure;
  const isExact = !results.method.respondentsAtLeast;
  return {
    index,
    step,
    ...ofSilence(province, index),
    modes: isExact ? withoutModes(results, figure) : [],
    missing: isExact ? ofMissingItems(results, figure) : null,
  };
}

function ofSilence({ responseRate: rate }: Domain, index: number) {
  if (rate === null || rate <= 0 || rate > 1)
    return { responseRate: null, bounds: null, nonresponse: [] };
  const heard = rate * index;
  return {
    responseRate: rate,
    bounds: { low: percent(heard), high: percent(heard + 1 - rate) },
    nonresponse: ODDS.map((odds) => {
      const silent = (odds * index) / (1 - index + odds * index);
      return { odds, index: percent(heard + (1 - rate) * silent) };
    }),
  };
}

function withoutModes({ groups }: Results, { node, index, respondents }: Figure) {
  const modes = groups?.tables.find(({ grouping }) => grouping === 'mode')?.categories ?? [];
  return modes.flatMap(({ category, figures }) => {
    const own = figures.find((figure) => figure.node === node);
    if (!own || own.index === null || !own.respondents || !respondents || index === null) return [];
    const others = respondents - own.respondents;
    if (others <= 0) return [];
    const without = (index * respondents - own.index * own.respondents) / others;
    return [{ mode: category, respondents: own.respondents, without: percent(without) }];
  });
}

/** Criteria that a person left open or has not come across, as if they had been answered. */
function ofMissingItems(
  { nodes }: Results,
  { index, validAnswers, respondents }: Figure,
): Sensitivity['missing'] {
  const criteria = nodes.filter(({ level }) => level === 'criterion').length;
  if (!respondents || !validAnswers || index === null || criteria === 0) return null;
  const given = validAnswers / (respondents * criteria);
  if (given > 1) return null;
  return {
    share: percent(1 - given),
    asUnsatisfied: percent(index * given),
    asSatisfied: percent(index * given + 1 - given),
  };
}
