/** What a check of a restored database found. `absent`: there is nothing yet, or no more, to be checked. */
export interface Finding {
  readonly check: string;
  readonly verdict: 'ok' | 'different' | 'absent';
  readonly detail: string;
}

export const absent = (check: string, detail: string): Finding => ({
  check,
  verdict: 'absent',
  detail,
});

/** Everything that is the same, or name is not. */
export function compared(check: string, faults: readonly string[], detail: string): Finding {
  return faults.length === 0
    ? { check, verdict: 'ok', detail }
    : { check, verdict: 'different', detail: faults.join('; ') };
}

export const unequal = (name: string, isSame: boolean): string[] => (isSame ? [] : [name]);
