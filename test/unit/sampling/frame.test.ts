// Outside truth: the frame form of SIPAS-DRAW/1, and the Merkle tree test vectors of the
// Certificate Transparency project for RFC 6962 (roots of the first 1 to 8 standard leaves).
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SamplingError } from '#sampling/errors.ts';
import type { FrameUnit } from '#sampling/frame/canonical.ts';
import { canonicalFrame, parseFrame, strataCounts } from '#sampling/frame/canonical.ts';
import { FrameLines } from '#sampling/frame/frame-lines.ts';
import { inclusionProof, merkleRoot, treeHash, verifyInclusion } from '#sampling/frame/merkle.ts';
import { fullDraw } from './golden.ts';

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SamplingError) return error.name;
    throw error;
  }
  return 'accepted';
};

const unit = (unitId: string, stratum = 'S'): FrameUnit => ({ unitId, stratum });

test.each<[string, FrameUnit[]]>([
  ['EmptyFrame', []],
  ['DuplicateUnitId', [unit('a'), unit('b'), unit('a')]],
  ['DuplicateUnitId', [unit('a', 'S'), unit('a', 'T')]],
  ['BadIdentifier', [unit('')]],
  ['BadIdentifier', [unit('a'.repeat(49))]],
  ['BadIdentifier', [unit('Nguyễn')]],
  ['BadIdentifier', [unit('a\n')]],
  ['BadIdentifier', [unit('a', 'xã\t1')]],
])('%s: no frame is made of such units', (name, units) => {
  expect(refusal(() => canonicalFrame(units))).toBe(name);
});

test('units sort by byte, never by locale: digits, capitals, small letters', () => {
  const frame = canonicalFrame(
    ['b', 'a', 'B', 'A', '_', '1', '10', '1.', '-'].map((id) => unit(id)),
  );
  expect(parseFrame(frame).map(({ unitId }) => unitId)).toEqual([
    '-',
    '1',
    '1.',
    '10',
    'A',
    'B',
    '_',
    'a',
    'b',
  ]);
});

test.each([
  ['EmptyFrame', ''],
  ['FrameNotCanonical', 'a\tS'],
  ['FrameNotCanonical', 'a S\n'],
  ['FrameNotCanonical', 'a\tS\n\n'],
  ['FrameNotCanonical', '\na\tS\n'],
  ['FrameNotCanonical', 'b\tS\na\tS\n'],
  ['FrameNotCanonical', 'a\tS\na\tT\n'],
  ['FrameNotCanonical', 'a\tS\tT\n'],
  ['FrameNotCanonical', 'a\tS\r\n'],
  ['FrameNotCanonical', '\tS\n'],
  ['FrameNotCanonical', 'a\t\n'],
  ['FrameNotCanonical', `${'a'.repeat(49)}\tS\n`],
  ['FrameNotCanonical', `a\t${'S'.repeat(200)}\n`],
  ['FrameNotCanonical', 'é\tS\n'],
])('%s: both readers refuse the bytes %j', (name, text) => {
  expect(refusal(() => parseFrame(text))).toBe(name);
  for (const cut of [1, 3, 1000]) {
    const lines = new FrameLines(() => undefined);
    const bytes = new TextEncoder().encode(text);
    for (let offset = 0; offset < bytes.length; offset += cut)
      lines.write(bytes.subarray(offset, offset + cut));
    lines.end();
    expect(lines.fault !== undefined || lines.count === 0).toBe(true);
  }
});

test('the two readers of a frame agree on any text, in any pieces', () => {
  const line = fc.stringMatching(/^[ab.\t]{0,4}\n?$/);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (pieces, cut) => {
        const text = pieces.join('') || '\n';
        const seen: string[] = [];
        const lines = new FrameLines((bytes, from, _tab, end) => {
          seen.push(new TextDecoder().decode(bytes.subarray(from, end)));
        });
        const bytes = new TextEncoder().encode(text);
        for (let offset = 0; offset < bytes.length; offset += cut)
          lines.write(bytes.subarray(offset, offset + cut));
        lines.end();
        expect(lines.fault === undefined ? 'accepted' : 'FrameNotCanonical').toBe(
          refusal(() => parseFrame(text)),
        );
        if (lines.fault === undefined) expect(`${seen.join('\n')}\n`).toBe(text);
      },
    ),
    { numRuns: 2000 },
  );
});

test('strata are counted in code order', () => {
  const counts = strataCounts([unit('a', 'T'), unit('b', 'S'), unit('c', 'T')]);
  expect([...counts]).toEqual([
    ['S', 1],
    ['T', 2],
  ]);
});

/** Leaves of the Certificate Transparency reference tree. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the tree of the standard leaves has the published root at every size', () => {
  const leaves = LEAVES.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
  expect(ROOTS.map((_, i) => treeHash(leaves.slice(0, i + 1)))).toEqual(ROOTS);
});

test('a frame of one line has the hash of that line as root', () => {
  expect(merkleRoot('a\tS\n')).toBe(createHash('sha256').update('\0a\tS').digest('hex'));
});

const frameOf = (size: number) =>
  canonicalFrame(Array.from({ length: size }, (_, i) => unit(`u${String(i).padStart(3, '0')}`)));

test('every line of a frame of every size up to 40 is proven, and by its own proof only', () => {
  for (let size = 1; size <= 40; size++) {
    const frame = frameOf(size);
    const root = merkleRoot(frame);
    for (const { unitId } of parseFrame(frame)) {
      const proof = inclusionProof(frame, unitId);
      expect(proof.root).toBe(root);
      expect(verifyInclusion(proof)).toBe(true);
      expect(verifyInclusion({ ...proof, line: `${proof.line}x` })).toBe(false);
      expect(verifyInclusion({ ...proof, path: [...proof.path, root] })).toBe(false);
      expect(verifyInclusion({ ...proof, root: '0'.repeat(64) })).toBe(false);
      if (size > 1) {
        expect(verifyInclusion({ ...proof, path: proof.path.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...proof, index: (proof.index + 1) % size })).toBe(false);
      }
    }
  }
});

test('a dossier of the full frame is proven with 15 hashes, one outside it is not', () => {
  const proof = inclusionProof(fullDraw.frame, 'C001-F1-182390');
  expect(proof.path).toHaveLength(15);
  expect(verifyInclusion(proof)).toBe(true);
  expect(refusal(() => inclusionProof(fullDraw.frame, 'C001-F1'))).toBe('UnitNotInFrame');
});

test('a malformed proof is false, not an error', () => {
  const proof = inclusionProof(frameOf(5), 'u003');
  for (const wrong of [
    { index: -1 },
    { index: 5 },
    { size: 1.5 },
    { path: ['xyz'] },
    { path: [''] },
  ])
    expect(verifyInclusion({ ...proof, ...wrong })).toBe(false);
});
