import { SamplingError } from '../errors.ts';
import { sha256, toHex } from '../randomness/sha256.ts';

/** What a public draw is bound to; its canonical text, seed.txt, is hashed to the draw key. */
export interface DrawSeed {
  readonly drawId: string;
  /** SHA-256 of frame.tsv, 64 lower-case hex digits. */
  readonly frameHash: string;
  /** SHA-256 of plan.tsv, 64 lower-case hex digits. */
  readonly planHash: string;
  /** At least 20 decimal digits rolled in public (66 bits). */
  readonly dice: string;
  /** `none` or `drand:<chain>:<round>:<randomness, hex digits>`. */
  readonly beacon?: string;
}

/** Fewest public dice digits. */
export const DICE_DIGITS = 20;

const VERSION = 'SIPAS-DRAW/1';
const FIELDS = ['draw', 'frame', 'plan', 'dice', 'beacon'] as const;
const HASH = /^[0-9a-f]{64}$/;
const BEACON = /^(none|drand:[A-Za-z0-9._-]{1,64}:[0-9]{1,15}:[0-9a-f]{1,128})$/;
/** Printable ASCII without a space at either end: a line that no editor changes unseen. */
const DRAW_ID = /^[!-~](?:[ -~]{0,126}[!-~])?$/;

/**
 * Seed text of SIPAS-DRAW/1, exactly six lines ending in LF. Throws BadDrawId, BadHash,
 * DiceNotDigits, DiceTooShort, BadBeacon. Source: SIPAS-DRAW/1, seed.txt.
 */
export function seedText(seed: DrawSeed): string {
  const { drawId, frameHash, planHash, dice, beacon = 'none' } = seed;
  if (!DRAW_ID.test(drawId))
    throw refusal('BadDrawId', 'A draw id is 1 to 128 printable ASCII characters.', { drawId });
  for (const [document, hash] of [
    ['frame', frameHash],
    ['plan', planHash],
  ] as const)
    if (!HASH.test(hash))
      throw refusal('BadHash', `The ${document} hash is not 64 lower-case hex digits.`, {
        of: document,
        hash,
      });
  if (!/^[0-9]*$/.test(dice))
    throw refusal('DiceNotDigits', 'The dice are decimal digits without spaces.', { dice });
  if (dice.length < DICE_DIGITS)
    throw refusal('DiceTooShort', `At least ${DICE_DIGITS} dice digits are needed.`, {
      digits: dice.length,
      needed: DICE_DIGITS,
    });
  if (!BEACON.test(beacon))
    throw refusal('BadBeacon', 'A beacon is none or drand:<chain>:<round>:<hex digits>.', {
      beacon,
    });
  const values = [drawId, frameHash, planHash, dice, beacon];
  return `${VERSION}\n${FIELDS.map((field, i) => `${field}=${values[i]}\n`).join('')}`;
}

/**
 * Reads a seed text; its bytes must be those `seedText` writes. Throws UnknownDrawVersion, BadSeed
 * with `line` (from 1), and what `seedText` throws.
 * @param text seed.txt
 * SIPAS-DRAW/1, seed.txt.
 */
export function parseSeed(text: string): Required<DrawSeed> {
  const [version, ...lines] = text.split('\n');
  if (version !== VERSION)
    throw refusal('UnknownDrawVersion', `The seed does not begin with ${VERSION}.`, {
      version: (version ?? '').slice(0, 64),
    });
  const values = FIELDS.map((field, i) => {
    if (!lines[i]?.startsWith(`${field}=`))
      throw refusal('BadSeed', `Line ${i + 2} of the seed does not begin with ${field}=.`, {
        line: i + 2,
      });
    return lines[i]!.slice(field.length + 1);
  });
  const [drawId, frameHash, planHash, dice, beacon] = values as [
    string,
    string,
    string,
    string,
    string,
  ];
  const seed = { drawId, frameHash, planHash, dice, beacon };
  if (seedText(seed) !== text)
    throw refusal('BadSeed', 'The seed is not exactly six lines, each ending with LF.', {
      line: 7,
    });
  return seed;
}

/** Draw key K = SHA-256(seed text), 32 bytes. Source: SIPAS-DRAW/1, algorithm. */
export const drawKey = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

/** Draw key as 64 lower-case hex digits, for the public record. */
export const keyHex = (key: Uint8Array): string => toHex(key);

const refusal = (name: string, message: string, details: Record<string, unknown>) =>
  new SamplingError(name, message, details);
