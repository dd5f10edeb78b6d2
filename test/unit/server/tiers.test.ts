// Truth: Holm (1979) on differences of a part from its whole. An agency's place follows from the strata
// that its responses name, so a frame that consists of these strata from the outset gives the same.
import { expect, test } from 'vitest';
import { estimateResults } from '../../../server/results/compute-results.ts';
import type { Fieldwork } from '../../../server/results/read-fieldwork.ts';
import { countedProvince } from '../../counted-province.ts';

test('strata that are pooled after the draw place an agency as the same strata in the frame do', async () => {
  const { fieldwork } = await countedProvince(
    { part: 'service', reserves: true, ineligible: 0.02, agencies: 30 },
    1,
  );
  expect(fieldwork.responseStrata.length).toBeLessThan(fieldwork.strata.length);
  const strata = fieldwork.responseStrata.map((stratum) => ({
    ...stratum,
    agencyCode: stratum.agencyCode ?? 'several',
    agencyName: stratum.agencyCode ?? 'several',
    kind: 'commune',
    fieldCode: stratum.fieldCode ?? 'several',
    fieldName: stratum.fieldCode ?? 'several',
  }));
  const pooled = await tiersOf(fieldwork);
  expect(pooled).toEqual(await tiersOf({ ...fieldwork, strata }));
  expect(new Set(pooled.values())).toEqual(new Set(['higher', 'lower', 'not_different']));
});

async function tiersOf(fieldwork: Fieldwork) {
  const { results } = await estimateResults(fieldwork);
  return new Map(results.domains.flatMap(({ key, tier }) => (tier ? [[key, tier]] : [])));
}
