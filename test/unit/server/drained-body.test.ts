// Truth: a crowd that sends bodies over the limit keeps nobody waiting: of all of them one in a quarter of a second is read.
import { expect, test } from 'vitest';
import { drainTurns } from '../../../server/http/drained-body.ts';

test('of a crowd of bodies that are too large four a second are read to their ends', () => {
  const mayDrain = drainTurns();
  const begun = 1_000_000;
  const drained = Array.from({ length: 2000 }, (_, n) => mayDrain(begun + n / 2));
  expect(drained.filter(Boolean)).toHaveLength(4);
});
