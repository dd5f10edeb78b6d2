// Truth: the answers that the test itself made. The attacker sees what everybody can download, and knows besides how many of
// each stratum answered. In these two provinces the ranges of fields gave answers away before the count looked at them.
import { describe, expect, test } from 'vitest';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { withRespondents } from '../../claims-and-truth.ts';
import { publishedProvince } from '../../published-province.ts';

const OPTIONS = { part: 'service', reserves: false, ineligible: 0, agencies: 3 } as const;

describe('no answer follows from shares and means,', () => {
  test.each([1, 8])(
    'nor from how wide the range of a field over three agencies is, which once told whose people agree (province %i)',
    async (seed) => {
      const { published: results, ...counted } = await publishedProvince(OPTIONS, seed);
      expect(results.disclosure?.exposed).toEqual([]);
      expect(await attackPublication(withRespondents(results as Publication, counted))).toEqual({
        claims: [],
        unexplained: [],
      });
    },
  );
});
