import type { CountedPhones } from './common-phone.ts';
import type { DailyCounts } from './empty-days.ts';
import type { FieldTally } from './field-tally.ts';

export interface AgencyNumbers {
  readonly seen: number;
  readonly missing: number;
  /** Of days from which all is finished: a number that is missing there waits for nothing. */
  readonly settled: { readonly seen: number; readonly missing: number };
}

/** What is counted of all agencies' lists in force. */
export interface ListEvidence {
  readonly tallies: readonly FieldTally[];
  readonly numbers: ReadonlyMap<string, AgencyNumbers>;
  readonly phones: ReadonlyMap<string, CountedPhones>;
  readonly days: ReadonlyMap<string, DailyCounts>;
  readonly fieldNames: ReadonlyMap<string, string>;
}
