import { computed, signal } from '@preact/signals';
import type { Failure } from '../../ui/problem-words.ts';

export const DIGITS = 20;
const GROUP = 5;

/** Twenty digits, taken one by one and confirmed five by five; a confirmed group is not touched again. */
export function createDice(kept: { readonly digits: string; readonly confirmed: number }) {
  const digits = signal(kept.digits);
  const confirmed = signal(kept.confirmed);
  const wrong = signal<Failure | undefined>(undefined);
  const standing = computed(() => digits.value.slice(0, confirmed.value * GROUP));
  /** Five digits that wait to be read back and confirmed by another person. */
  const toConfirm = computed(() => {
    const group = digits.value.slice(standing.value.length, standing.value.length + GROUP);
    return group.length === GROUP ? group : undefined;
  });
  return {
    digits,
    confirmed,
    wrong,
    toConfirm,
    type(symbol: string) {
      wrong.value = undefined;
      if (toConfirm.value || digits.value.length >= DIGITS) return;
      if (/^[0-9]$/.test(symbol)) digits.value += symbol;
      else wrong.value = notADigit(digits.value.length + 1, symbol);
    },
    undo() {
      wrong.value = undefined;
      if (digits.value !== standing.value) digits.value = digits.value.slice(0, -1);
    },
    retypeGroup() {
      digits.value = standing.value;
    },
    /** True once all twenty digits are entered and are not all the same. */
    confirmGroup(): boolean {
      if (!toConfirm.value) return false;
      confirmed.value += 1;
      if (standing.value.length < DIGITS) return false;
      wrong.value = suspicion(digits.value);
      return wrong.value === undefined;
    },
    /** All twenty again: for digits that all came out the same. */
    rollAgain() {
      digits.value = '';
      confirmed.value = 0;
      wrong.value = undefined;
    },
  };
}

const notADigit = (position: number, symbol: string): Failure => ({
  code: 'dice_not_digits',
  details: { position, symbol },
});

const suspicion = (digits: string): Failure | undefined =>
  new Set(digits).size === 1
    ? { code: 'dice_suspicious', details: { digit: digits[0] ?? '' } }
    : undefined;
