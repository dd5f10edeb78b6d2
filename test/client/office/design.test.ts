// Truth checked: ux.md §6.3 and the library's own plan: what is previewed is what would be published.
import { expect, test } from 'vitest';
import type { SampleDesign, Stratum } from '#contract/samples.ts';
import { planRows } from '#sampling/allocation/plan-rows.ts';
import { designOf, draftFor } from '../../../client/office/samples/design.ts';
import type { Forecast } from '../../../client/office/samples/forecast.ts';
import { previewOf } from '../../../client/office/samples/forecast.ts';

const stratum = (agencyCode: string, fieldCode: string, population: number): Stratum => ({
  code: `${agencyCode}.${fieldCode}`,
  agencyCode,
  agencyName: `Xã ${agencyCode}`,
  agencyKind: 'commune',
  fieldCode,
  fieldName: `Lĩnh vực ${fieldCode}`,
  population,
});
const STRATA = [
  stratum('01981', 'HT', 400),
  stratum('01981', 'CT', 800),
  stratum('01990', 'HT', 60),
  stratum('01990', 'DD', 3),
  stratum('02000', 'HT', 2500),
];
const DESIGN: SampleDesign = {
  method: 'costa',
  size: 300,
  minimumPerStratum: 2,
  minimumPerAgency: 0,
  reserveRatio: 1,
  responseRate: 0.65,
  expectedProportion: 0.8,
};
const forecast = (design: Partial<SampleDesign> = {}) =>
  previewOf({ ...DESIGN, ...design }, STRATA) as Forecast;

test('the preview is the plan that the library would make', () => {
  const rows = planRows(
    DESIGN,
    STRATA.map((stratum) => ({
      stratum: stratum.code,
      agency: stratum.agencyCode,
      population: stratum.population,
    })),
  );
  const shown = forecast().agencies.flatMap((agency) =>
    agency.strata.map(({ code, sample }) => ({ code, sample })),
  );
  for (const { code, sample } of shown) {
    expect(rows.find((row) => row.stratum === code)?.sample).toBe(sample);
  }
  expect(forecast().province.invitations).toBe(300);
});

test('expected answers are invitations times the response rate', () => {
  for (const agency of forecast().agencies) {
    expect(agency.expectedCompletes).toBeCloseTo(agency.invitations * 0.65, 9);
  }
});

test('a stratum that expects fewer than five answers is marked', () => {
  const small = forecast()
    .agencies.flatMap((agency) => agency.strata)
    .find((row) => row.code === '01990.DD');
  expect(small).toMatchObject({ isThin: true, population: 3 });
  expect(forecast().thin).toBeGreaterThan(0);
});

test('more invitations narrow the expected width', () => {
  expect(forecast({ size: 900 }).province.halfWidth).toBeLessThan(forecast().province.halfWidth);
});

test('trying what is said to be enough makes every agency that can be publishable so', () => {
  const { enough } = forecast({ size: 60 });
  expect(enough).not.toBeNull();
  const after = forecast({ size: enough?.size ?? 0, minimumPerAgency: enough?.perAgency ?? 0 });
  for (const agency of after.agencies) {
    expect(agency.publishable || agency.extraInvitationsNeeded === null, agency.code).toBe(true);
  }
});

test('minimums above the total are refused with both numbers', () => {
  const refused = previewOf({ ...DESIGN, size: 5, minimumPerStratum: 10 }, STRATA);
  expect(refused).toEqual({ refusal: { code: 'infeasible_lower', details: { a: 43, b: 5 } } });
});

test('more invitations than people are refused with both numbers', () => {
  const refused = previewOf({ ...DESIGN, size: 5000 }, STRATA);
  expect(refused).toEqual({ refusal: { code: 'infeasible_upper', details: { a: 3763, b: 5000 } } });
});

test('the default asks about 35 people an agency, two a stratum, and fits the frame', () => {
  const design = designOf(draftFor(STRATA));
  expect(design).toMatchObject({ size: 300, minimumPerStratum: 2, responseRate: 0.65 });
  expect('refusal' in previewOf(design as SampleDesign, STRATA)).toBe(false);
});

test('an empty box is no zero, and a decimal comma is a point', () => {
  expect(designOf({ ...draftFor(STRATA), size: '' })).toBeUndefined();
  expect(designOf({ ...draftFor(STRATA), reserveRatio: '1,5' })?.reserveRatio).toBe(1.5);
});

test('doors are planned as parts of all answers, or not at all', () => {
  const doors = { self: '40', counter: '', paper: '47,5', interview: '', phone: '12.5' };
  expect(designOf({ ...draftFor(STRATA), doors })?.doors).toEqual({
    self: 0.4,
    counter: 0,
    paper: 0.475,
    interview: 0,
    phone: 0.125,
  });
  expect(designOf({ ...draftFor(STRATA), doors: { ...doors, phone: '2' } })).toBeUndefined();
  expect(designOf(draftFor(STRATA))).not.toHaveProperty('doors');
});
