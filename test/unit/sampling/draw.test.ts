// Outside truth: reference/draw, a complete draw made by the specification in Python.
import { expect, test } from 'vitest';
import { parsePlan, planHash, planText } from '#sampling/draw/plan.ts';
import { drawKey, keyHex, parseSeed, seedText } from '#sampling/draw/seed.ts';
import { drawSample, sampleText } from '#sampling/draw/select.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import { canonicalFrame, frameHash, parseFrame } from '#sampling/frame/canonical.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { randomStart, ticket, uniformOf } from '#sampling/randomness/ticket.ts';
import { drawVectors, fullDraw } from './golden.ts';

const { small, full } = drawVectors;
const smallTexts = { seed: small.seed_text, frame: small.frame_text, plan: small.plan_text };

test('the small frame, plan, seed and key have the published bytes', () => {
  expect(canonicalFrame(parseFrame(small.frame_text).reverse())).toBe(small.frame_text);
  expect(planText(parsePlan(small.plan_text).reverse())).toBe(small.plan_text);
  expect(frameHash(small.frame_text)).toBe(small.frame_sha256);
  expect(planHash(small.plan_text)).toBe(small.plan_sha256);
  expect(seedText(parseSeed(small.seed_text))).toBe(small.seed_text);
  expect(keyHex(drawKey(small.seed_text))).toBe(small.key_hex);
});

test('every published ticket, uniform number and start is repeated exactly', () => {
  const key = drawKey(small.seed_text);
  const tickets = Object.keys(small.tickets).map((id) => [id, ticket(key, id)]);
  expect(Object.fromEntries(tickets)).toEqual(small.tickets);
  const uniforms = tickets.map(([id, hex]) => [id, uniformOf(hex!)]);
  expect(Object.fromEntries(uniforms)).toEqual(small.uniform);
  const sizes = new Map(parsePlan(small.plan_text).map((row) => [row.stratum, row.population]));
  const starts = [...sizes].map(([stratum, N]) => [stratum, randomStart(key, stratum, N)]);
  expect(Object.fromEntries(starts)).toEqual(small.systematic_start);
});

test('the small draw selects the published sample and reserves, in their order', () => {
  const { selected } = drawSample(smallTexts);
  for (const [stratum, { sample, reserve }] of Object.entries(small.srswor)) {
    const drawn = selected.filter((unit) => unit.stratum === stratum);
    expect(drawn.map(({ unitId }) => unitId)).toEqual([...sample, ...reserve]);
    expect(drawn.map(({ order }) => order)).toEqual(drawn.map((_, i) => i + 1));
    expect(drawn.filter(({ role }) => role === 'sample')).toHaveLength(sample.length);
  }
});

test('the full draw gives sample.tsv byte for byte', () => {
  const { key, units, selected } = drawSample(fullDraw);
  expect(sampleText(selected)).toBe(fullDraw.sample);
  expect({ key, units }).toEqual({ key: full.key_hex, units: full.units });
  expect(sha256Text(fullDraw.sample)).toBe(full.sample_tsv_sha256);
  expect(selected.filter(({ role }) => role === 'sample')).toHaveLength(full.sampled);
  expect(selected.filter(({ role }) => role === 'reserve')).toHaveLength(full.reserves);
});

test('verification accepts the published sample and names the first line that was altered', () => {
  expect(verifyDraw(fullDraw)).toEqual({
    same: true,
    lines: full.sampled + full.reserves,
    key: full.key_hex,
    differences: 0,
    resaved: [],
  });
  const lines = fullDraw.sample.split('\n');
  lines[41] = lines[41]!.replace('sample', 'reserve');
  const found = verifyDraw({ ...fullDraw, sample: lines.join('\n') });
  expect(found).toMatchObject({ same: false, differences: 2 });
  expect(found.first).toContain('line 42');
});

test('a sample that stops early or goes on is not the draw', () => {
  const shorter = fullDraw.sample.split('\n').slice(0, -2).join('\n');
  expect(verifyDraw({ ...fullDraw, sample: `${shorter}\n` }).same).toBe(false);
  const longer = verifyDraw({ ...fullDraw, sample: `${fullDraw.sample}one more\n` });
  expect(longer).toMatchObject({ same: false, differences: 1 });
});
