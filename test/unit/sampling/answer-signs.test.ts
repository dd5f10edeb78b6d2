import { expect, test } from 'vitest';
import { answerSigns } from '#sampling/quality/answer-signs.ts';

const ITEMS = 22;

/** Mulberry32: the same rounds in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Communes differ in how content people are and in how many choose one answer throughout (10 to 40 %). */
function honest(next: () => number, interviews: number): Int8Array[] {
  const level = 2.6 + 0.8 * next();
  const sameThroughout = 0.1 + 0.3 * next();
  return Array.from({ length: interviews }, () => {
    const person = level + (next() + next() + next() - 1.5) * 1.4;
    const grade = (spread: number) =>
      Math.max(0, Math.min(4, Math.round(person + (next() + next() - 1) * spread)));
    if (next() < sameThroughout) return new Int8Array(ITEMS).fill(grade(0));
    const answers = new Int8Array(ITEMS);
    for (let item = 0; item < ITEMS; item += 1) answers[item] = next() < 0.05 ? -1 : grade(1.5);
    return answers;
  });
}

/** One form made up, then copied with one or two answers changed. */
function copied(next: () => number, interviews: number): Int8Array[] {
  const own = Int8Array.from({ length: ITEMS }, () => 2 + Math.floor(3 * next()));
  return Array.from({ length: interviews }, () => {
    const copy = own.slice();
    for (let change = 0; change < 2; change += 1)
      copy[Math.floor(next() * ITEMS)] = 2 + Math.floor(3 * next());
    return copy;
  });
}

const straightLined = (next: () => number, interviews: number): Int8Array[] =>
  Array.from({ length: interviews }, () => new Int8Array(ITEMS).fill(next() < 0.5 ? 3 : 4));

function markedInRounds(fabricate: typeof copied | null, others: number, seed: number) {
  const next = chance(seed);
  const found = { straight: 0, alike: 0, uniform: 0, any: 0 };
  let accused = 0;
  for (let round = 0; round < 100; round += 1) {
    const hands = Array.from({ length: others }, () => honest(next, 30 + Math.floor(40 * next())));
    if (fabricate) hands.unshift(fabricate(next, 30));
    const marks = answerSigns(hands);
    if (fabricate) {
      const own = marks.shift()!;
      for (const sign of own) found[sign] += 1;
      if (own.length > 0) found.any += 1;
    }
    accused += marks.filter((signs) => signs.length > 0).length;
  }
  return { found, accused };
}

test('in 100 rounds of twelve or of nine honest interviewers nobody is marked', () => {
  expect(markedInRounds(null, 12, 1).accused).toBe(0);
  expect(markedInRounds(null, 9, 2).accused).toBe(0);
});

test('who copies one made-up form thirty times is found in at least 80 of 100 rounds, and nobody else is accused', () => {
  const { found, accused } = markedInRounds(copied, 11, 3);
  expect(found.alike).toBeGreaterThanOrEqual(80);
  expect(found.uniform).toBeGreaterThanOrEqual(80);
  expect(accused).toBe(0);
});

test('who ticks one column throughout is found in at least 80 of 100 rounds', () => {
  const { found, accused } = markedInRounds(straightLined, 11, 4);
  expect(found.straight).toBeGreaterThanOrEqual(80);
  expect(accused).toBe(0);
});

test('with fewer than eight others nobody knows what is usual: no mark', () => {
  const next = chance(5);
  const seven = Array.from({ length: 7 }, () => honest(next, 60));
  expect(answerSigns([copied(next, 60), ...seven]).flat()).toEqual([]);
});
