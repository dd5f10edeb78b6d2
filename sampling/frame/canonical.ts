import { SamplingError } from '../errors.ts';
import { sha256Text } from '../randomness/sha256.ts';
import { byBytes, IDENTIFIER, requireIdentifier } from './identifier.ts';

/** One unit of the sampling frame: a pseudonym and the stratum it belongs to. */
export interface FrameUnit {
  readonly unitId: string;
  readonly stratum: string;
}

/**
 * Canonical frame text of SIPAS-DRAW/1: one line `unit_id TAB stratum LF` a unit, sorted bytewise,
 * whatever order the units come in. Throws EmptyFrame, BadIdentifier, DuplicateUnitId.
 * Source: SIPAS-DRAW/1, frame.tsv.
 */
export function canonicalFrame(units: Iterable<FrameUnit>): string {
  const lines: string[] = [];
  for (const { unitId, stratum } of units) {
    requireIdentifier(unitId);
    requireIdentifier(stratum);
    lines.push(`${unitId}\t${stratum}\n`);
  }
  if (lines.length === 0) throw emptyFrame();
  // TAB is smaller than every byte of an identifier, so lines sort as their unit ids do.
  lines.sort();
  for (let i = 1; i < lines.length; i++) {
    const unitId = unitIdOf(lines[i]!);
    if (unitId === unitIdOf(lines[i - 1]!))
      throw new SamplingError('DuplicateUnitId', `Unit ${unitId} is in the frame twice.`, {
        unitId,
      });
  }
  return lines.join('');
}

/**
 * SHA-256 of the frame text, 64 lower-case hex digits.
 * @param frameText canonical frame text
 * SIPAS-DRAW/1, frame.tsv.
 */
export const frameHash = (frameText: string): string => sha256Text(frameText);

/**
 * Units of a canonical frame text, in its order. Throws EmptyFrame, or FrameNotCanonical with
 * `line` (from 1) and `reason` for any byte that `canonicalFrame` would not have written.
 */
export function parseFrame(text: string): FrameUnit[] {
  if (text === '') throw emptyFrame();
  const units: FrameUnit[] = [];
  let previous = '';
  for (let offset = 0; offset < text.length; ) {
    const end = text.indexOf('\n', offset);
    if (end < 0) throw notCanonical(units.length + 1, 'the last line does not end with LF');
    const tab = text.indexOf('\t', offset);
    const unitId = text.slice(offset, Math.max(offset, Math.min(tab, end)));
    const stratum = text.slice(tab + 1, end);
    if (tab < 0 || tab > end || !IDENTIFIER.test(unitId) || !IDENTIFIER.test(stratum))
      throw notCanonical(units.length + 1, 'not "unit_id TAB stratum"');
    if (unitId === previous) throw notCanonical(units.length + 1, `unit ${unitId} is there twice`);
    if (unitId < previous) throw notCanonical(units.length + 1, 'not sorted by unit_id');
    units.push({ unitId, stratum });
    previous = unitId;
    offset = end + 1;
  }
  return units;
}

/**
 * Units per stratum, N_h, in the order of the stratum codes.
 * @param units units of the frame
 * SIPAS-DRAW/1, frame.tsv.
 */
export function strataCounts(units: Iterable<FrameUnit>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stratum } of units) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => byBytes(a, b)));
}

/** Refusal of a frame without units. */
export const emptyFrame = (): SamplingError =>
  new SamplingError('EmptyFrame', 'The frame has no unit.');

/** Refusal of frame bytes that are not canonical; `line` counts from 1. */
export const notCanonical = (line: number, reason: string): SamplingError =>
  new SamplingError('FrameNotCanonical', `Line ${line} of the frame: ${reason}.`, { line, reason });

const unitIdOf = (line: string) => line.slice(0, line.indexOf('\t'));
