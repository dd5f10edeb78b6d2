import type { DrawRecord } from '#contract/samples.ts';
import { problem } from '../problem.ts';

/** The digits as rolled: spaces only group them for reading aloud. */
export function readDice(written: string, fewest: number): string {
  const digits = written.replaceAll(/\s/g, '');
  const symbols = [...digits];
  const wrong = symbols.findIndex((symbol) => !/^[0-9]$/.test(symbol));
  if (wrong >= 0)
    throw problem('dice_not_digits', { position: wrong + 1, symbol: symbols[wrong] ?? '' });
  if (digits.length < fewest)
    throw problem('dice_too_short', {
      count: digits.length,
      missing: fewest - digits.length,
    });
  if (new Set(symbols).size === 1) throw problem('dice_suspicious', { digit: symbols[0] ?? '' });
  return digits;
}

/** However it is written: “MTTQ”, “Mặt trận Tổ quốc”, with or without marks. */
const FATHERLAND_FRONT = /mttq|mat\s*tran/;

export function requireFatherlandFront(witnesses: DrawRecord['witnesses']): void {
  const isThere = witnesses.some(({ body }) =>
    FATHERLAND_FRONT.test(body.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()),
  );
  if (!isThere) throw problem('witness_missing');
}
