import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import type { Count } from './field-mix.ts';
import { sum } from './field-mix.ts';
import type { FieldTally } from './field-tally.ts';

/** Dossiers of the province that are added to an agency's own: a small agency has no rate of nought. */
const PRIOR = 200;

/**
 * Of the late dossiers, those that a rule or an error leaves out. An agency that exports more than the campaign
 * needs leaves out many of every kind: its other dossiers tell how many of the late ones to expect.
 */
export const lateLeftOut = (ofKind: readonly FieldTally[]) =>
  besideTheOthers(
    ofKind,
    ({ lateLeftOut: cases }) => cases,
    ({ lateRows }) => lateRows,
  );

export const refusedLeftOut = (ofKind: readonly FieldTally[]) =>
  besideTheOthers(
    ofKind,
    ({ refusedLeftOut: cases }) => cases,
    ({ refused }) => refused,
  );

function besideTheOthers(ofKind: readonly FieldTally[], cases: Count, marked: Count) {
  const otherCases: Count = (tally) => allLeftOut(tally) - cases(tally);
  const others: Count = (tally) => tally.rows - marked(tally);
  const province = {
    marked: sum(ofKind, cases) / Math.max(1, sum(ofKind, marked)),
    others: sum(ofKind, otherCases) / Math.max(1, sum(ofKind, others)),
  };
  return (fields: readonly FieldTally[]): CountedShare => {
    const own = (sum(fields, otherCases) + PRIOR * province.others) / (sum(fields, others) + PRIOR);
    const expected =
      province.others === 0 ? province.marked : (own * province.marked) / province.others;
    return {
      cases: sum(fields, cases),
      total: sum(fields, marked),
      expected: Math.min(1, expected),
    };
  };
}

const allLeftOut: Count = ({ reasons }) =>
  Object.entries(reasons).reduce(
    (total, [reason, rows]) => total + (reason === 'repeated_dossier' ? 0 : rows),
    0,
  );
