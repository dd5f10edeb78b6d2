// Truth: who knows how many of each stratum answered finds no more in what is published than who does not. Where the audit
// weakens nothing, three answers of this province are found.
import { expect, test } from 'vitest';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { withRespondents } from '../../claims-and-truth.ts';
import { publishedProvince } from '../../published-province.ts';

const PROVINCE = { part: 'service', reserves: false, ineligible: 0, agencies: 8 } as const;

test('who knows how many of each stratum answered is given nothing away: no answer, no group that agrees', async () => {
  const { published, ...counted } = await publishedProvince({ ...PROVINCE, factors: [3, 3] }, 13);
  expect(published.disclosure?.exposed).toEqual([]);
  const insider = withRespondents(published as Publication, counted);
  expect(await attackPublication(insider)).toEqual({ claims: [], unexplained: [] });
});
