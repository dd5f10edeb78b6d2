// Publications of a seeded province (683 strata, 105 agencies) attacked: the form of old, in full digits,
// against which the attacker proves its strength, and what leaves now, of which nothing may follow.

import type { Figure } from '#contract/figures.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import type { Claim } from '#sampling/disclosure/attack/publication.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { figureKey } from '#sampling/disclosure/leaving/leaving-figure.ts';
import type { Estimated } from '../../server/results/compute-results.ts';
import { estimateResults } from '../../server/results/compute-results.ts';
import type { ExactFigure } from '../../server/results/exact-results.ts';
import { settled } from '../../server/results/settle-results.ts';
import type { CountedOptions } from '../answering-province.ts';
import { countedProvince } from '../counted-province.ts';
import { publishedInFull } from '../published-in-full.ts';
import type { BenchRow } from './row.ts';
import { threadTime } from './row.ts';

const ROUNDS: readonly (readonly [name: string, options: CountedOptions])[] = [
  ['service part', { part: 'service', reserves: false, ineligible: 0 }],
  ['service part, reserves and ineligible', { part: 'service', reserves: true, ineligible: 0.05 }],
  ['whole form', { part: 'whole', reserves: false, ineligible: 0 }],
  ['whole form, reserves and ineligible', { part: 'whole', reserves: true, ineligible: 0.05 }],
];

export async function measure(): Promise<BenchRow[]> {
  const rows = [];
  for (const [name, options] of ROUNDS) rows.push(...(await attacked(name, options)));
  return [...(await strength()), ...rows];
}

const many = (claims: readonly Claim[], kind: Claim['kind']) =>
  claims.filter((claim) => claim.kind === kind).length;

async function strength(): Promise<BenchRow[]> {
  const province = await countedProvince({ part: 'service', reserves: false, ineligible: 0 });
  const start = threadTime();
  const { claims } = await attackPublication(publishedInFull(province, 17));
  const row = (label: string, measured: number, unit: string, goal = ''): BenchRow => ({
    label: `shares in full digits: ${label}`,
    measured,
    goal,
    unit,
  });
  return [
    row('strata × criteria reconstructed', many(claims, 'answers'), 'claims', '≥ 100'),
    row('withheld counts found', many(claims, 'respondents'), 'claims', '≥ 50'),
    row('groups known to agree', many(claims, 'unanimous'), 'claims'),
    row('attack', (threadTime() - start) / 1000, 's'),
  ];
}

async function attacked(name: string, options: CountedOptions): Promise<BenchRow[]> {
  const { fieldwork } = await countedProvince(options);
  const exact = await estimateResults(fieldwork);
  const start = threadTime();
  const results = await settled(exact);
  const seconds = (threadTime() - start) / 1000;
  const { claims, unexplained: alone } = await attackPublication(results as Publication);
  const begun = threadTime();
  const counts = await attackCounts(results as Publication);
  const { claims: answers, unexplained } = await attackAnswers(results as Publication);
  const sums = [...counts, ...answers];
  const solving = (threadTime() - begun) / 1000;
  const pairs = exact.results.domains.flatMap(({ figures }, d) =>
    figures.flatMap((figure, f): [ExactFigure, Figure][] =>
      figure.index === null ? [] : [[figure, results.domains[d]!.figures[f]!]],
    ),
  );
  const differences = pairs.flatMap(([before, after]) =>
    after.index === null ? [] : [Math.abs(before.index! - after.index)],
  );
  const withheld = pairs.filter(([, after]) => after.index === null && after.band === null).length;
  const fields = withheldFields(exact);
  const share = (withheld + fields) / (pairs.length + fields);
  const { asked = 0, banded = 0, coarser = 0, exposed = [] } = results.disclosure ?? {};
  const row = (label: string, measured: number, unit: string, goal = ''): BenchRow => ({
    label: `${name}: ${label}`,
    measured,
    goal,
    unit,
  });
  return [
    row('claims of the attacker', claims.length, 'claims', '≤ 0'),
    row('claims from all sums together', sums.length, 'claims', '≤ 0'),
    row('figures not explained', alone.length, 'figures'),
    row('criteria not attacked together', unexplained.length, 'criteria'),
    row('linear programmes', solving, 's'),
    row('groups × criteria without other answers', exposed.length, `of ${asked}`, '≤ 0'),
    row('figures withheld by the audit', (100 * withheld) / pairs.length, '%', '≤ 5'),
    row('the same, those of fields among them', 100 * share, '%', '≤ 5'),
    row('figures of fields withheld by the count', fields, 'figures'),
    row('figures told as a band', (100 * banded) / pairs.length, '%'),
    row('figures rounded coarser', (100 * coarser) / pairs.length, '%'),
    // Half a step of five points has a last bit too many as a difference of doubles.
    row(
      'largest difference by rounding',
      +(100 * Math.max(...differences)).toFixed(9),
      'points',
      '≤ 2.5',
    ),
    row('audit before publishing', seconds, 's', '≤ 60'),
  ];
}

/** Figures of fields that the count withheld: it is the last to know them, so they are in no exact result. */
const withheldFields = ({ results, withheld }: Estimated) =>
  results.domains.flatMap(({ key, level, figures }) =>
    level === 'field'
      ? figures.filter(({ node }) => withheld.treatments.get(figureKey(key, node))?.isHidden)
      : [],
  ).length;
