// Truth: a mark says what the figure beside it and the province's bear out, and may be made again by anybody
// from the published file.
import { expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { withTiers } from '../../../server/results/tiers.ts';
import { sixAgencies } from '../../published-province.ts';

const { published: results } = await sixAgencies();
const province = results.domains.find(({ level }) => level === 'province')!;
const figures = results.domains.flatMap((domain) =>
  domain.figures.map((figure) => ({ ...figure, level: domain.level })),
);
const marked = figures.filter(({ tier }) => tier !== null);

test('each figure of an agency has a mark of its own, and none contradicts the figure beside it', () => {
  expect(new Set(marked.map(({ tier }) => tier))).toEqual(
    new Set(['higher', 'lower', 'not_different']),
  );
  expect(new Set(marked.map(({ node }) => node)).size).toBeGreaterThan(5);
  for (const { node, index, tier } of marked) {
    const whole = province.figures.find((figure) => figure.node === node)!.index!;
    if (tier === 'higher') expect(index).toBeGreaterThan(whole);
    if (tier === 'lower') expect(index).toBeLessThan(whole);
  }
});

test('what is withheld or banded, and what is no agency’s, has no mark', () => {
  expect(figures.some(({ index, level }) => index === null && level === 'agency')).toBe(true);
  for (const { level, index, tier } of figures)
    if (level !== 'agency' || index === null) expect(tier).toBeNull();
});

test('anybody makes the same marks, places and design effects from the published figures alone', () => {
  const { designEffects, ...figuresAlone } = results;
  expect(Object.keys(designEffects!).length).toBeGreaterThan(5);
  const file = JSON.stringify({
    ...figuresAlone,
    domains: results.domains.map(({ rank: _rank, ...domain }) => ({
      ...domain,
      figures: domain.figures.map((figure) => ({ ...figure, tier: null })),
    })),
  });
  const published = JSON.parse(file) as Results;
  expect(withTiers(published)).toEqual(results);
});

test('places are ranges that hold the published order, and name among how many agencies', () => {
  const ranked = results.domains.filter(({ rank }) => rank !== undefined);
  expect(ranked.length).toBeGreaterThan(4);
  const total = results.nodes.find(({ level }) => level === 'total')!.code;
  const indexOf = ({ figures }: (typeof ranked)[number]) =>
    figures.find(({ node }) => node === total)!.index!;
  for (const domain of ranked) {
    const { lower, upper, among } = domain.rank!;
    const higher = ranked.filter((other) => indexOf(other) > indexOf(domain)).length;
    expect([domain.level, among]).toEqual(['agency', ranked.length]);
    expect(lower).toBeLessThanOrEqual(higher + 1);
    expect(upper).toBeGreaterThanOrEqual(higher + 1);
  }
  expect(ranked.some(({ rank }) => rank!.upper > rank!.lower)).toBe(true);
});
