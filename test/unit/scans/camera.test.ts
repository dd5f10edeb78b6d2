// Truth: docs/fieldwork.md §2: a camera reads what the product prints; what is damaged or foreign is named, and never read as
// something else (ISO/IEC 18004: level Q mends a quarter of the code words).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit } from '#contract/verhoeff.ts';
import { squareIn } from '../../../client/ui/camera/decode-square.ts';
import { printedSquare } from '../../../client/ui/camera/printed-square.ts';
import { createSights } from '../../../client/ui/camera/sights.ts';
import { cameraFrame, FRAME } from '../../camera-frame.ts';

const SLIP = 'https://khaosat.thainguyen.gov.vn/ABCDEFGH234567ZY';
const STRIP = `123456789${checkDigit('123456789')}`;
const FORM = `1234567${checkDigit('1234567')}`;

const seen = (text: string, held: Parameters<typeof cameraFrame>[1]) => {
  const grays = cameraFrame(text, held);
  const data = new Uint8ClampedArray(grays.length * 4);
  for (const [i, gray] of grays.entries()) data.fill(gray, 4 * i, 4 * i + 4);
  return squareIn({ ...FRAME, data });
};

test('a square held askew, in shade and with noise is read, and as nothing else', () => {
  const held = fc.record({
    size: fc.integer({ min: 120, max: 300 }),
    turn: fc.integer({ min: -180, max: 180 }),
    tilt: fc.double({ min: -0.04, max: 0.04, noNaN: true }),
    ink: fc.integer({ min: 20, max: 70 }),
    paper: fc.integer({ min: 150, max: 230 }),
    noise: fc.integer({ min: 0, max: 12 }),
    seed: fc.nat(),
  });
  const reads = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(held, fc.constantFrom(SLIP, STRIP, `${FORM}-1L`), (hand, text) => {
      const { text: read } = seen(text, hand);
      if (read === text) reads.right += 1;
      else if (read !== undefined) reads.wrong += 1;
    }),
    { numRuns: 12 },
  );
  expect(reads.wrong).toBe(0);
  // A frame that is missed is followed by the next.
  expect(reads.right).toBeGreaterThanOrEqual(11);
});

test('a torn square is seen and not read', () => {
  expect(seen(SLIP, { hole: 0.62, tilt: 0 })).toEqual({ isSeen: true });
  expect(seen(SLIP, { size: 0.01 })).toEqual({ isSeen: false });
});

test.each([
  [SLIP, { kind: 'slip', host: 'khaosat.thainguyen.gov.vn', token: 'ABCDEFGH234567ZY' }],
  ['http://localhost:3000/abcdefgh234567zy', { kind: 'slip', host: 'localhost:3000' }],
  [STRIP, { kind: 'strip', number: STRIP }],
  [`${FORM}-2`, { kind: 'form', number: FORM }],
  [`${FORM}-1L`, { kind: 'form', number: FORM }],
  ['1234567891', { kind: 'foreign' }],
  [FORM, { kind: 'foreign' }],
  ['https://example.com/menu', { kind: 'foreign' }],
  ['https://example.com/?x=/ABCDEFGH234567ZY', { kind: 'foreign' }],
  ['WIFI:S:quan;P:123;;', { kind: 'foreign' }],
])('%s is what the product prints, or foreign', (text, square) => {
  expect(printedSquare(text)).toMatchObject(square);
});

test('a square that is held still is one text, comes again once it was away, and a damaged one is told after a while', () => {
  const note = createSights();
  expect(note({ text: STRIP, isSeen: true }, 0)).toMatchObject({ text: STRIP });
  expect(note({ text: STRIP, isSeen: true }, 1900)).not.toHaveProperty('text');
  expect(note({ text: STRIP, isSeen: true }, 3800)).not.toHaveProperty('text');
  expect(note({ isSeen: false }, 5000)).toEqual({ isUnreadable: false });
  expect(note({ text: STRIP, isSeen: true }, 6000)).toMatchObject({ text: STRIP });
  expect(note({ text: SLIP, isSeen: true }, 6100)).toMatchObject({ text: SLIP });
  expect(note({ isSeen: true }, 6200)).toEqual({ isUnreadable: false });
  expect(note({ isSeen: true }, 7800)).toEqual({ isUnreadable: true });
  expect(note({ isSeen: false }, 7900)).toEqual({ isUnreadable: false });
});
