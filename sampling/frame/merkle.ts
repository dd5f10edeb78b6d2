import { SamplingError } from '../errors.ts';
import { fromHex, Sha256, toHex } from '../randomness/sha256.ts';
import { parseFrame } from './canonical.ts';

/** Proof that one line is part of a frame with a published Merkle root. */
export interface InclusionProof {
  /** The frame line without its LF, `unit_id TAB stratum`. */
  readonly line: string;
  /** Position of the line, from 0. */
  readonly index: number;
  /** Lines of the frame. */
  readonly size: number;
  /** Sibling hashes from leaf to root, 64 lower-case hex digits each. */
  readonly path: readonly string[];
  /** Merkle root of the frame, 64 lower-case hex digits. */
  readonly root: string;
}

const encoder = new TextEncoder();
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const HASH = /^[0-9a-f]{64}$/;

/** The Merkle tree of a frame, built once for many proofs. */
export interface FrameTree {
  /** Merkle root, 64 lower-case hex digits. */
  readonly root: string;
  /** Lines of the frame. */
  readonly size: number;
  /** Proof for one unit; throws UnitNotInFrame. */
  proofOf(unitId: string): InclusionProof;
}

/**
 * Merkle tree over the lines of a frame (without LF); a leaf is SHA-256(0x00 line), a node
 * SHA-256(0x01 left right). Throws EmptyFrame, FrameNotCanonical.
 * Source: RFC 6962 (2013), §2.1 and §2.1.1.
 */
function frameTree(frameText: string): FrameTree {
  const units = parseFrame(frameText);
  const lines = units.map(({ unitId, stratum }) => `${unitId}\t${stratum}`);
  const positions = new Map(units.map(({ unitId }, i) => [unitId, i]));
  const levels = treeLevels(lines.map((line) => encoder.encode(line)));
  const root = toHex(levels.at(-1)![0]!);
  const proofOf = (unitId: string): InclusionProof => {
    const index = positions.get(unitId);
    if (index === undefined)
      throw new SamplingError('UnitNotInFrame', `Unit ${unitId} is not in the frame.`, { unitId });
    const siblings = levels.map((level, height) => level[Math.floor(index / 2 ** height) ^ 1]);
    const path = siblings.flatMap((sibling) => (sibling === undefined ? [] : [toHex(sibling)]));
    return { line: lines[index]!, index, size: lines.length, path, root };
  };
  return { root, size: lines.length, proofOf };
}

/**
 * Merkle root of a frame, 64 lower-case hex digits; throws EmptyFrame, FrameNotCanonical. RFC 6962, §2.1.
 * @param frameText canonical frame text
 */
export const merkleRoot = (frameText: string): string => frameTree(frameText).root;

/**
 * Proof that `unitId` is in the frame: its line and the sibling hashes up to the root.
 * Throws UnitNotInFrame, EmptyFrame, FrameNotCanonical. Source: RFC 6962 (2013), §2.1.1.
 * @param frameText canonical frame text
 */
export const inclusionProof = (frameText: string, unitId: string): InclusionProof =>
  frameTree(frameText).proofOf(unitId);

/**
 * Merkle tree hash of byte strings, 64 lower-case hex digits.
 * @param entries one or more leaves, in their order
 * Source: RFC 6962 (2013), §2.1.
 */
export const treeHash = (entries: readonly Uint8Array[]): string =>
  toHex(treeLevels(entries).at(-1)![0]!);

/**
 * Whether a proof leads from its line to its root; the caller compares the root with the published
 * one. Never throws: a malformed proof is a false one.
 * Source: RFC 9162 (2021), §2.1.3.2, for the tree of RFC 6962.
 */
export function verifyInclusion({ line, index, size, path, root }: InclusionProof): boolean {
  const isSane =
    Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
  if (!isSane || !path.every((sibling) => HASH.test(sibling))) return false;
  let hash = leaf(encoder.encode(line));
  let place = index;
  let last = size - 1;
  let used = 0;
  for (; last > 0; place = Math.floor(place / 2), last = Math.floor(last / 2)) {
    // The last node of an odd level has no sibling: it moves up as it is.
    if (place === last && place % 2 === 0) continue;
    const sibling = path[used++];
    if (sibling === undefined) return false;
    hash = place % 2 === 1 ? node(fromHex(sibling), hash) : node(hash, fromHex(sibling));
  }
  return used === path.length && toHex(hash) === root;
}

/** One for all: to make its arrays took longer than a short digest. A tree of 28,000 leaves: 0.15 s before, 0.07 s now. */
const hasher = new Sha256();

const leaf = (entry: Uint8Array) => hasher.restart().update(LEAF).update(entry).digest();

const node = (left: Uint8Array, right: Uint8Array) =>
  hasher.restart().update(NODE).update(left).update(right).digest();

/**
 * Levels of the tree from the leaves to the root. An odd level passes its last node up unchanged,
 * which is the RFC's split at the largest power of two.
 */
function treeLevels(entries: readonly Uint8Array[]): Uint8Array[][] {
  const levels = [entries.map(leaf)];
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      above.push(right === undefined ? level[i]! : node(level[i]!, right));
    }
    levels.push(above);
  }
  return levels;
}
