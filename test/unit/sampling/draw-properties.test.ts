// Outside truth: the invariants of order sampling with permanent random numbers (Ohlsson 1995;
// Rivest 2018): an order that depends on nothing but key and id.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanRow } from '#sampling/draw/plan.ts';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { drawKey, keyHex, seedText } from '#sampling/draw/seed.ts';
import { drawSample } from '#sampling/draw/select.ts';
import { SmallestTickets } from '#sampling/draw/smallest-tickets.ts';
import { DrawStream } from '#sampling/draw/stream.ts';
import type { FrameUnit } from '#sampling/frame/canonical.ts';
import { canonicalFrame, frameHash, strataCounts } from '#sampling/frame/canonical.ts';
import { TicketSource, ticket } from '#sampling/randomness/ticket.ts';

const identifier = fc.stringMatching(/^[A-Za-z0-9._:-]{1,48}$/);

const frames = fc.uniqueArray(identifier, { minLength: 1, maxLength: 60 }).chain((ids) =>
  fc
    .array(fc.constantFrom('S1', 'S2', 'S10', 's:a'), {
      minLength: ids.length,
      maxLength: ids.length,
    })
    .map((strata) => ids.map((unitId, i) => ({ unitId, stratum: strata[i]! }))),
);

const dice = fc.stringMatching(/^[0-9]{20,40}$/);

/** A plan that takes `share` of every stratum and reserves as many again. */
const planOf = (units: FrameUnit[], share: number): PlanRow[] =>
  [...strataCounts(units)].map(([stratum, population]) => {
    const sample = Math.floor(population * share);
    return { stratum, population, sample, reserves: sample };
  });

function textsOf(units: FrameUnit[], share: number, digits: string) {
  const frame = canonicalFrame(units);
  const plan = planText(planOf(units, share));
  const seed = seedText({
    drawId: 'P',
    frameHash: frameHash(frame),
    planHash: planHash(plan),
    dice: digits,
  });
  return { frame, plan, seed };
}

/** The n units of smallest ticket under a key, by the definition: sort all. */
function bySorting(key: Uint8Array, unitIds: readonly string[]): string[] {
  const tickets = new Map(unitIds.map((id) => [id, ticket(key, id)]));
  return [...unitIds].sort((a, b) => (tickets.get(a)! < tickets.get(b)! ? -1 : 1));
}

test('the order of the import changes no byte of the frame', () => {
  fc.assert(
    fc.property(
      frames.chain((units) =>
        fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })),
      ),
      ([units, shuffled]) => {
        expect(canonicalFrame(shuffled)).toBe(canonicalFrame(units));
      },
    ),
  );
});

test('the draw is the smallest tickets of each stratum, however the frame is cut into pieces', () => {
  fc.assert(
    fc.property(
      frames,
      fc.double({ min: 0, max: 1, noNaN: true }),
      dice,
      fc.integer({ min: 1, max: 40 }),
      (units, share, digits, cut) => {
        const { frame, plan, seed } = textsOf(units, share, digits);
        const whole = drawSample({ frame, plan, seed });
        const bytes = new TextEncoder().encode(frame);
        const stream = new DrawStream(seed, plan);
        for (let offset = 0; offset < bytes.length; offset += cut)
          stream.write(bytes.subarray(offset, offset + cut));
        expect(stream.finish()).toEqual(whole);
        for (const row of planOf(units, share)) {
          const ids = units
            .filter((unit) => unit.stratum === row.stratum)
            .map(({ unitId }) => unitId);
          const drawn = whole.selected.filter(({ stratum }) => stratum === row.stratum);
          expect(drawn.map(({ unitId }) => unitId)).toEqual(
            bySorting(drawKey(seed), ids).slice(0, 2 * row.sample),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

const held = (key: Uint8Array, unitIds: readonly string[], n: number): string[] => {
  const smallest = new SmallestTickets([n]);
  const source = new TicketSource(key);
  for (const id of unitIds) {
    const bytes = new TextEncoder().encode(id);
    smallest.offer(0, source.words(bytes, 0, bytes.length), bytes, 0, bytes.length);
  }
  return smallest.inOrder(0).map(({ unitId }) => unitId);
};

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const ids = fc.uniqueArray(identifier, { minLength: 2, maxLength: 80 });

test('under one key a larger sample only adds units, in any order of arrival', () => {
  fc.assert(
    fc.property(keys, ids, fc.nat(78), (key, unitIds, n) => {
      const smaller = held(key, unitIds, n);
      const larger = held(key, unitIds.toReversed(), n + 1);
      expect(larger.slice(0, smaller.length)).toEqual(smaller);
    }),
  );
});

test('under one key a unit more in the frame changes at most one sampled unit', () => {
  fc.assert(
    fc.property(keys, ids, fc.integer({ min: 1, max: 40 }), (key, unitIds, n) => {
      const before = new Set(held(key, unitIds.slice(1), n));
      const after = held(key, unitIds, n);
      const fresh = after.filter((id) => !before.has(id));
      expect(fresh.every((id) => id === unitIds[0])).toBe(true);
    }),
  );
});

test('equal tickets are told apart by unit id', () => {
  const words = new Int32Array(8);
  const smallest = new SmallestTickets([2]);
  for (const id of ['c', 'b', 'd', 'a'])
    smallest.offer(0, words, new TextEncoder().encode(id), 0, 1);
  expect(smallest.inOrder(0).map(({ unitId }) => unitId)).toEqual(['a', 'b']);
});

test('one dice digit, the plan or the frame changes the key; the stratum code no ticket', () => {
  fc.assert(
    fc.property(frames, dice, fc.nat(19), (units, digits, offset) => {
      const { seed } = textsOf(units, 0.5, digits);
      const turned =
        digits.slice(0, offset) + ((Number(digits[offset]) + 1) % 10) + digits.slice(offset + 1);
      const others = [
        textsOf(units, 0.5, turned).seed,
        textsOf([...units, { unitId: '-', stratum: '-' }].filter(firstOfItsId), 1, digits).seed,
      ];
      for (const other of others)
        if (other !== seed) expect(keyHex(drawKey(other))).not.toBe(keyHex(drawKey(seed)));
      expect(others[0]).not.toBe(seed);
      const recoded = units.map((unit) => ({ ...unit, stratum: 'R' }));
      const all = (list: FrameUnit[]) => {
        const { frame, plan } = textsOf(list, 1, digits);
        const seedOfAll = seedText({
          drawId: 'P',
          frameHash: frameHash(frame),
          planHash: planHash(plan),
          dice: digits,
        });
        return drawSample({ frame, plan, seed: seedOfAll });
      };
      const { key, selected } = all(recoded);
      const bytes = Uint8Array.from(Buffer.from(key, 'hex'));
      for (const unit of selected) expect(unit.ticket).toBe(ticket(bytes, unit.unitId));
    }),
    { numRuns: 40 },
  );
});

const firstOfItsId = (unit: FrameUnit, index: number, all: FrameUnit[]) =>
  all.findIndex(({ unitId }) => unitId === unit.unitId) === index;
