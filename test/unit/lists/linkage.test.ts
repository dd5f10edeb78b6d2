/**
 * Outside truth: the generators know whose each dossier is. Both write as counters do, by different errors; the weights were
 * set by `own` alone (docs/linkage.md). Goal of both: 99 of 100 pairs joined are right, 95 of 100 of one person are joined.
 */
import { expect, test } from 'vitest';
import { KINDS, measuredInWords, measureKind } from '../../simulate/linkage/measure.ts';

test.each(KINDS)('dossiers of known persons are linked, no strangers are joined: %s', (kind) => {
  const { former, weights } = measureKind(kind, 3, 3098);
  console.log(`${kind}, former rules: ${measuredInWords(former)}`);
  console.log(`${kind}, weights: ${measuredInWords(weights)}`);
  expect(weights.precision.value).toBeGreaterThanOrEqual(0.99);
  expect(weights.recall.value).toBeGreaterThanOrEqual(0.95);
  expect(former.recall.value).toBeLessThan(weights.recall.low);
  expect(former.precision.value).toBeLessThan(weights.precision.low);
});
