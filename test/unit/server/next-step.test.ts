// Truth: fieldwork.md §2, “what to do next”: visit while most slips are unopened, release reserves while there is time.
import { expect, test } from 'vitest';
import type { StratumState } from '../../../server/fieldwork/next-step.ts';
import { nextStep } from '../../../server/fieldwork/next-step.ts';

const stratum = (changes: Partial<StratumState> = {}): StratumState => ({
  code: '01981.F01',
  agencyCode: '01981',
  agencyName: 'Xã Vĩnh Thông',
  fieldName: 'Hộ tịch',
  population: 100,
  sampleSize: 30,
  invited: 30,
  received: 6,
  recent: 3,
  open: 20,
  unopened: 10,
  reservesLeft: 10,
  ...changes,
});
const late = { elapsed: 14, daysLeft: 20, forecast: 10, planned: 18 };

test('reserves are released where most is missing, as many as the observed rate asks for', () => {
  const full = stratum({ code: '01981.F02', fieldName: 'Đất đai', received: 17 });
  const { step, stratum: code, count } = nextStep([full, stratum()], { ...late, planned: 36 });
  expect([step, code, count]).toEqual(['release', '01981.F01', 10]);
  // 8 missing at a rate of 6 of 30.
  expect(nextStep([stratum({ reservesLeft: 100 })], late).count).toBe(40);
});

test('people are visited before reserves take their place', () => {
  expect(nextStep([stratum({ unopened: 16 })], late).step).toBe('visit');
});

test('without reserves, or without time for them, people are reminded', () => {
  expect(nextStep([stratum({ reservesLeft: 0 })], late).step).toBe('remind');
  expect(nextStep([stratum()], { ...late, daysLeft: 9 }).step).toBe('remind');
});

test('nothing is advised before a week, on track, or before collection', () => {
  expect(nextStep([stratum()], { ...late, elapsed: 6 }).step).toBe('wait');
  expect(nextStep([stratum()], { ...late, forecast: 17.5 }).step).toBe('on_track');
  expect(nextStep([stratum()], { ...late, forecast: null }).step).toBe('none');
});
