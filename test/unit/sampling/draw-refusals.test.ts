// Outside truth: the file forms of SIPAS-DRAW/1 (which bytes are a seed, a frame, a plan) and its
// rule that frame and plan are bound into the key.
import { expect, test } from 'vitest';
import type { PlanRow } from '#sampling/draw/plan.ts';
import { parsePlan, planHash, planText } from '#sampling/draw/plan.ts';
import type { DrawSeed } from '#sampling/draw/seed.ts';
import { parseSeed, seedText } from '#sampling/draw/seed.ts';
import { drawSample } from '#sampling/draw/select.ts';
import { SamplingError } from '#sampling/errors.ts';
import { frameHash } from '#sampling/frame/canonical.ts';
import { drawVectors } from './golden.ts';

const { small } = drawVectors;
const texts = { seed: small.seed_text, frame: small.frame_text, plan: small.plan_text };

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SamplingError) return error.name;
    throw error;
  }
  return 'accepted';
};

/** Seed of the small draw for another frame or plan. */
const seedFor = (frame: string, plan: string) =>
  seedText({
    ...parseSeed(small.seed_text),
    frameHash: frameHash(frame),
    planHash: planHash(plan),
  });

const seed: DrawSeed = {
  drawId: 'TN-2026-W1',
  frameHash: 'a'.repeat(64),
  planHash: 'b'.repeat(64),
  dice: '0'.repeat(20),
};

test.each<[string, Partial<DrawSeed>]>([
  ['BadDrawId', { drawId: 'đợt 1' }],
  ['BadDrawId', { drawId: '' }],
  ['BadDrawId', { drawId: 'A ' }],
  ['BadDrawId', { drawId: 'A\nB' }],
  ['BadHash', { frameHash: 'A'.repeat(64) }],
  ['BadHash', { planHash: '' }],
  ['DiceTooShort', { dice: '1'.repeat(19) }],
  ['DiceTooShort', { dice: '' }],
  ['DiceNotDigits', { dice: `${'1'.repeat(19)} 2` }],
  ['DiceNotDigits', { dice: '١'.repeat(20) }],
  ['BadBeacon', { beacon: 'drand:quicknet:1' }],
  ['BadBeacon', { beacon: '' }],
])('%s: a seed with %o is not written', (name, change) => {
  expect(refusal(() => seedText({ ...seed, ...change }))).toBe(name);
});

test('a seed with a beacon is written and read back', () => {
  const beacon = `drand:quicknet:4711:${'c'.repeat(64)}`;
  expect(parseSeed(seedText({ ...seed, beacon }))).toEqual({ ...seed, beacon });
});

test.each([
  ['UnknownDrawVersion', small.seed_text.replace('DRAW/1', 'DRAW/2')],
  ['UnknownDrawVersion', `\uFEFF${small.seed_text}`],
  ['UnknownDrawVersion', small.seed_text.replaceAll('\n', '\r\n')],
  ['BadSeed', small.seed_text.replace('draw=', 'Draw=')],
  ['BadSeed', small.seed_text.replace('beacon=none\n', '')],
  ['BadSeed', small.seed_text.slice(0, -1)],
  ['BadSeed', `${small.seed_text}\n`],
])('%s: a seed text with other bytes is refused', (name, text) => {
  expect(refusal(() => parseSeed(text))).toBe(name);
});

const row: PlanRow = { stratum: 'A', population: 5, sample: 2, reserves: 3 };

test.each<[string, PlanRow[]]>([
  ['EmptyPlan', []],
  ['DuplicateStratum', [row, { ...row, sample: 1 }]],
  ['BadIdentifier', [{ ...row, stratum: 'xã 1' }]],
  ['BadPlanRow', [{ ...row, sample: 6 }]],
  ['BadPlanRow', [{ ...row, sample: 1.5 }]],
  ['BadPlanRow', [{ ...row, reserves: -1 }]],
  ['BadPlanRow', [{ ...row, population: Number.NaN }]],
])('%s: an impossible plan is not written', (name, rows) => {
  expect(refusal(() => planText(rows))).toBe(name);
});

test.each([
  ['EmptyPlan', ''],
  ['PlanNotCanonical', 'A\t5\t2\t3'],
  ['PlanNotCanonical', 'A\t05\t2\t3\n'],
  ['PlanNotCanonical', 'A\t5\t2\n'],
  ['PlanNotCanonical', 'B\t5\t2\t3\nA\t5\t2\t3\n'],
  ['PlanNotCanonical', 'A\t5\t2\t3\nA\t5\t2\t3\n'],
  ['PlanNotCanonical', 'A\t5\t6\t3\n'],
  ['PlanNotCanonical', 'A\t5\t2\t3\r\n'],
])('%s: plan bytes that the plan writer would not write are refused', (name, text) => {
  expect(refusal(() => parsePlan(text))).toBe(name);
});

test('a frame or plan that is not the committed one is refused, whatever else is wrong with it', () => {
  const frame = texts.frame.replace('C001.F1-0001', 'C001.F1-0000');
  expect(refusal(() => drawSample({ ...texts, frame }))).toBe('FrameHashMismatch');
  expect(refusal(() => drawSample({ ...texts, frame: `zz${texts.frame}` }))).toBe(
    'FrameHashMismatch',
  );
  expect(refusal(() => drawSample({ ...texts, frame: '' }))).toBe('FrameHashMismatch');
  const plan = texts.plan.replace('\t3\t2\n', '\t2\t2\n');
  expect(refusal(() => drawSample({ ...texts, plan }))).toBe('PlanHashMismatch');
});

test.each([
  ['a stratum short of a unit', texts.frame, texts.plan.replace('\t7\t', '\t8\t')],
  ['a stratum the frame lacks', texts.frame, `${texts.plan}C009\t0\t0\t0\nC010\t1\t0\t0\n`],
  ['a stratum the plan lacks', `${texts.frame}Z\tC009\n`, texts.plan],
])('a plan with %s does not fit, even when the seed commits to it', (_, frame, plan) => {
  expect(refusal(() => drawSample({ seed: seedFor(frame, plan), frame, plan }))).toBe(
    'PlanDoesNotFit',
  );
});

test('a committed frame that is not canonical is refused', () => {
  const lines = texts.frame.split('\n').slice(0, -1);
  const unsorted = `${lines.toReversed().join('\n')}\n`;
  const twice = `${[...lines, lines.at(-1)].join('\n')}\n`;
  for (const frame of [
    unsorted,
    twice,
    texts.frame.slice(0, -1),
    texts.frame.replaceAll('\n', '\r\n'),
  ])
    expect(
      refusal(() => drawSample({ seed: seedFor(frame, texts.plan), frame, plan: texts.plan })),
    ).toBe('FrameNotCanonical');
});

test('strata without a unit, without a sample, and taken whole are drawn as planned', () => {
  const frame = 'a\tS1\nb\tS2\nc\tS2\nd\tS3\ne\tS3\n';
  const plan = 'S0\t0\t0\t5\nS1\t1\t0\t0\nS2\t2\t2\t9\nS3\t2\t0\t1\n';
  const { selected } = drawSample({ seed: seedFor(frame, plan), frame, plan });
  const roles = selected.map(({ stratum, order, role }) => `${stratum} ${order} ${role}`);
  expect(roles).toEqual(['S2 1 sample', 'S2 2 sample', 'S3 1 reserve']);
});
