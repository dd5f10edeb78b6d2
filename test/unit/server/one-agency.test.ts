// Truth: results.md §1, rule 1: what is of one agency alone leaves in whole percent and means in tenths of a point; a field of the whole
// province in tenths of a percent. Whether a second agency is silent must not follow from the digits (rule 2).
import { expect, test } from 'vitest';
import type { Domain, Figure } from '#contract/figures.ts';
import { roundingLevels } from '#sampling/disclosure/leaving/rounding-level.ts';
import { publishedProvince } from '../../published-province.ts';

async function published(agencies: number) {
  const options = { part: 'service', reserves: false, ineligible: 0, agencies } as const;
  return (await publishedProvince(options)).published.domains;
}
const shown = ({ figures }: Domain) => figures.filter(({ index }) => index !== null);
const isMultiple = (value: number | null, step: number) =>
  value === null || Math.abs(value / step - Math.round(value / step)) < 1e-9;
const isWhole = ({ index, low, high, mean, meanLow, meanHigh, distribution }: Figure) =>
  [index, low, high, ...(distribution ?? [])].every((share) => isMultiple(share, 0.01)) &&
  [mean, meanLow, meanHigh].every((points) => isMultiple(points, 0.1));

test('a province of one agency is rounded as the agency is', async () => {
  const province = (await published(1)).find(({ level }) => level === 'province')!;
  expect(shown(province).length).toBeGreaterThan(20);
  expect(shown(province).filter((figure) => !isWhole(figure))).toEqual([]);
});

test('so is a field of which no two agencies tell how many answered; the others have a digit more', async () => {
  const domains = await published(2);
  const fields = domains.filter((domain) => domain.level === 'field' && shown(domain).length > 0);
  const isTold = ({ fieldCode }: Domain) =>
    domains.filter(
      (domain) =>
        domain.level === 'agency_field' && domain.fieldCode === fieldCode && domain.received,
    ).length > 1;
  const [common, alone] = [fields.filter(isTold), fields.filter((field) => !isTold(field))];
  expect([common.length, alone.length]).toEqual([1, 1]);
  expect(alone.flatMap(shown).filter((figure) => !isWhole(figure))).toEqual([]);
  expect(common.flatMap(shown).some(({ step }) => step === 0.001)).toBe(true);
});

test('whether both agencies of a field answered does not follow from its digits', () => {
  const domains = (received: number | null) => [
    { level: 'agency_field' as const, fieldCode: 'F01', received: 40 },
    { level: 'agency_field' as const, fieldCode: 'F01', received },
  ];
  const field = { level: 'field' as const, fieldCode: 'F01' };
  const levels = [0, null, 12].map((received) => roundingLevels(domains(received))(field));
  expect(levels).toEqual(['agency', 'agency', 'field']);
});
