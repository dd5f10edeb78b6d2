// Truth: the attackers, who see what everybody can download, find nothing; and at most one figure in twenty is withheld for it.
// Of fields, each a few dozen people here, more are: none of them for an answer that stays open without. What everybody can
// download of ten agencies gives nothing away without the audit either: they guard against one that withholds too much; those of
// attack-eight-agencies.test.ts and attack-ranges.test.ts against one that withholds too little.
import { expect, test } from 'vitest';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { figureKey } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import { countedProvince } from '../../counted-province.ts';

const PROVINCE = { part: 'service', reserves: false, ineligible: 0, agencies: 10 } as const;
const OPTIONS = { ...PROVINCE, factors: [3, 3] };
const NOTHING = { claims: [], unexplained: [] };

test('what leaves now gives nothing away: no count, no answer, no group that agrees', async () => {
  const { fieldwork } = await countedProvince(OPTIONS, 1);
  const estimated = await estimateResults(fieldwork);
  const results = await settled(estimated);
  expect(results.disclosure?.exposed).toEqual([]);
  expect(results.disclosure?.asked).toBeGreaterThan(100);
  const leaving = estimated.results.domains.flatMap(({ figures }, d) =>
    figures.flatMap(({ index }, f) => (index === null ? [] : results.domains[d]!.figures[f]!)),
  );
  const withheld = leaving.filter(({ index, band }) => index === null && band === null);
  expect(withheld.length / leaving.length).toBeLessThanOrEqual(0.05);
  const { treatments } = fieldwork.withheld;
  const fields = results.domains.flatMap(({ key, level, figures }) =>
    level === 'field'
      ? figures.filter(({ node }) => treatments.get(figureKey(key, node))?.isHidden)
      : [],
  );
  const all = leaving.length + fields.length;
  expect((withheld.length + fields.length) / all).toBeLessThanOrEqual(0.18);
  expect(
    results.domains.some(({ level, figures }) => level === 'agency' && figures[0]?.index),
  ).toBe(true);
  expect(await attackPublication(results as Publication)).toEqual(NOTHING);
  expect(await attackCounts(results as Publication)).toEqual([]);
  expect(await attackAnswers(results as Publication)).toEqual(NOTHING);
});
