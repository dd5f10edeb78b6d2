import type { LogEvent } from 'kysely';
import { isAnswering } from '../answering.ts';
import type { Db } from './schema.ts';

export interface SlowQuery {
  readonly milliseconds: number;
  /** With $1 in place of each value. */
  readonly statement: string;
}

interface Watch {
  readonly fromMs: number;
  note(query: SlowQuery): void;
}

const watches = new WeakMap<Db, Watch>();
const LONGEST_TEXT = 1000;
/** Tables that an opening, an answer or a petition writes, by any door: the time of such a line would tell when it came. */
const WRITTEN_BY_ANSWERS = [
  'ballot',
  'ballot_batch',
  'burst_sign',
  'contact_attempt',
  'draft',
  'entry_tally',
  'field_device',
  'invitation',
  'keying',
  'opening',
  'paper_case',
  'paper_form',
  'petition',
  'petition_content',
  'phone_case',
  'taken_case',
  'visit_assignment',
  'hamlet_place',
];
const OF_ANSWERING = new RegExp(`\\b(?:${WRITTEN_BY_ANSWERS.join('|')})\\b`);

/** Statements that take long, without any value. */
export const watchSlowQueries = (
  db: Db,
  fromMs: number,
  note: (query: SlowQuery) => void,
): unknown => watches.set(db, { fromMs, note });

export function noteSlowQuery(db: Db, event: LogEvent): void {
  const watch = watches.get(db);
  if (!watch || event.queryDurationMillis < watch.fromMs || isAnswering()) return;
  const statement = event.query.sql.replaceAll(/\s+/g, ' ').slice(0, LONGEST_TEXT);
  if (OF_ANSWERING.test(event.query.sql)) return;
  watch.note({ milliseconds: Math.round(event.queryDurationMillis), statement });
}
