/**
 * Outside truth: simulated provinces of a real size (105 agencies, 9,500 dossiers each over 215 working days,
 * 3.5 % of them late) in which it is known who left out one in twenty of the late dossiers, 17 of 9,500.
 */
import { describe, expect, test } from 'vitest';
import { betaQuantile } from '#sampling/distributions/beta.ts';
import { nextBits, randomStream } from '#sampling/numeric/random-stream.ts';
import type { AgencyNumbers } from '../../../server/frames/completeness/counted-evidence.ts';
import type { FieldTally } from '../../../server/frames/completeness/field-tally.ts';
import { indicatorsOf } from '../../../server/frames/completeness/indicators.ts';
import type { Measurement } from '../../simulate/trims/measure.ts';
import { measureTrims, sum } from '../../simulate/trims/measure.ts';
import type { WayName } from '../../simulate/trims/ways.ts';
import { WAY_NAMES } from '../../simulate/trims/ways.ts';

const [AGENCIES, DAYS, A_DAY, LATE, TRIMMED] = [105, 215, 44, 0.035, 10];

interface Habits {
  /** Share of its dossiers that wait and are in no list of returned ones. */
  readonly waiting: number;
  /** Share of its late dossiers that the agency leaves out. */
  readonly leftOut: number;
}

/** The numbers of one day that an agency lists, and how many of them are late. */
function dayOf(chance: () => number, { waiting, leftOut }: Habits) {
  let [rows, late, highest] = [0, 0, 0];
  for (let number = 1; number <= A_DAY; number += 1) {
    const isLate = chance() < LATE;
    const isOut = chance() < waiting || (isLate && chance() < leftOut);
    if (isOut) continue;
    rows += 1;
    late += isLate ? 1 : 0;
    highest = number;
  }
  return { rows, late, missing: highest - rows };
}

const NOTHING_LEFT = { displaced: 0, reasons: {}, unhappyOf: {} };

function province(seed: number, unfinished: number, leftOut: number) {
  const stream = randomStream(seed);
  const chance = () => (nextBits(stream) + 0.5) / 2 ** 32;
  const tallies: FieldTally[] = [];
  const numbers = new Map<string, AgencyNumbers>();
  for (let agency = 0; agency < AGENCIES; agency++) {
    const agencyCode = String(agency).padStart(5, '0');
    const [a, b] = [unfinished * 200, (1 - unfinished) * 200];
    const waiting = unfinished === 0 ? 0 : betaQuantile(chance(), a, b);
    const habits = { waiting, leftOut: agency < TRIMMED ? leftOut : 0 };
    const days = Array.from({ length: DAYS }, () => dayOf(chance, habits));
    const sum = (name: 'rows' | 'late' | 'missing') =>
      days.reduce((total, day) => total + day[name], 0);
    const [rows, late] = [sum('rows'), sum('late')];
    const counts = { rows, late, refused: 0, withoutPhone: 0, returned: rows, received: rows };
    const leftOutRows = { lateRows: late, lateLeftOut: 0, refusedLeftOut: 0, ...NOTHING_LEFT };
    tallies.push({ agencyCode, kind: 'commune', fieldCode: 'F01', ...counts, ...leftOutRows });
    const counted = { seen: rows, missing: sum('missing') };
    numbers.set(agencyCode, { ...counted, settled: counted });
  }
  return indicatorsOf({
    tallies,
    numbers,
    phones: new Map(),
    days: new Map(),
    fieldNames: new Map(),
  });
}

function marked(indicators: ReturnType<typeof indicatorsOf>, name: string) {
  const places = [...indicators.values()].map(
    (agency) => agency.find((indicator) => indicator.name === name)?.side ?? null,
  );
  return {
    trimmed: places.slice(0, TRIMMED).filter((side) => side !== null).length,
    others: places.slice(TRIMMED).filter((side) => side !== null).length,
  };
}

test('where lists hold dossiers of every state, one late dossier in twenty left out shows in the numbers, and no share would tell', () => {
  const indicators = province(1, 0, 0.05);
  expect(marked(indicators, 'missingNumbers')).toEqual({ trimmed: 10, others: 0 });
  expect(marked(indicators, 'late').trimmed).toBe(0);
});

test('where lists leave out what is not finished, so few drown in the usual gaps, and nobody is accused', () => {
  const found = [2, 3, 4].map((seed) => marked(province(seed, 0.02, 0.05), 'missingNumbers'));
  expect(found.reduce((sum, { trimmed, others }) => sum + trimmed + others, 0)).toBeLessThan(4);
});

test('who left out half of the late dossiers stands low in their share even then', () => {
  const indicators = province(5, 0.02, 0.5);
  expect(marked(indicators, 'late')).toEqual({ trimmed: 10, others: 0 });
});

/** Share of the trimmed lists that signs or 59 entries of the register, drawn by dice, find. */
function withCheckOf59(ways: Measurement['ways']): number {
  const all = [...ways.values()].reduce(sum);
  return all.withCheck[0]! / all.agencies;
}

describe('lists of a simulated province, trimmed in eleven ways', () => {
  const size = { agencies: 105, days: 125, daily: 24 };
  const seed = 20_261_129;
  const shares = [0.3, 0.1];
  /** One province, two more, and two in which one in ten is trimmed alone. */
  const measured = [
    measureTrims(1, shares, { ...size, seed }),
    measureTrims(2, shares, { ...size, seed: seed + 1 }),
    measureTrims(2, shares.slice(1), { ...size, seed: seed + 3 }),
  ];
  const joined = (parts: readonly Measurement[]): Measurement => ({
    honest: parts.map(({ honest }) => honest).reduce(sum),
    ways: new Map(
      WAY_NAMES.map((way) => [way, parts.map(({ ways }) => ways.get(way)!).reduce(sum)]),
    ),
  });
  const [[ofFirst, oneInTen], [ofOthers, tenthOfOthers], [tenthOfLast]] = measured as [
    [Measurement, Measurement],
    [Measurement, Measurement],
    [Measurement],
  ];

  test('by the list alone most trims of three in ten unhappy dossiers are found, and hardly any honest agency is marked', () => {
    const { honest, ways } = joined([ofFirst, ofOthers]);
    const found = (way: WayName) => ways.get(way)!.marked;
    for (const way of ['wholeDays', 'stateBody', 'outsideWindow', 'commonPhone'] as const)
      expect(found(way), way).toBe(3);
    for (const way of ['renumbered', 'impossibleDate'] as const)
      expect(found(way), way).toBeGreaterThan(1);
    // Not from the list: a gap closed by moving the next numbers looks like a quieter day.
    expect(found('closedUp')).toBe(0);
    expect(honest.marked / honest.agencies).toBeLessThan(0.02);
    expect(withCheckOf59(ways)).toBeGreaterThan(0.9);
  });

  test('weak signs together find what each alone leaves unmarked: one in ten called state bodies, or moved out of the window', () => {
    const { honest, ways } = joined([oneInTen, tenthOfOthers, tenthOfLast]);
    // Each sign judged alone found three of these ten.
    expect(ways.get('stateBody')!.marked + ways.get('outsideWindow')!.marked).toBeGreaterThan(4);
    expect(honest.marked / honest.agencies).toBeLessThan(0.01);
    expect(withCheckOf59(ways)).toBeGreaterThan(0.6);
  });

  test('beside the counter’s own totals every deletion of one in ten is found', () => {
    const { honest, ways } = oneInTen;
    for (const way of ['deleted', 'closedUp', 'lastNumbers', 'oneField', 'withdrawn'] as const)
      expect(ways.get(way)!.withTotals, way).toBe(1);
    expect(honest.withTotals / honest.agencies).toBeLessThan(0.03);
  });
});
