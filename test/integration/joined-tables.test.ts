/**
 * Truth: who gave which answer by which door, known to this test alone. The catalogue of tables says where an attacker
 * with copies of all of them looks: an answer writes a table, an act about those who came does, or the count, or none of
 * them. A new table fails until somebody has said which. Whatever row of whatever table names a person, a form or a
 * submission, no ordering of such rows joins them to counted answers or comments better than by chance: of m people in
 * one stratum one is right on average, whatever m is (Poisson).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { Pairable } from '../row-orders.ts';
import { orderingsOf, rightPairs } from '../row-orders.ts';
import type { Arrival, ManyDoors } from '../scenario-all-doors.ts';
import { commentOf, manyDoors, markIn } from '../scenario-all-doors.ts';
import type { Copy } from '../table-copies.ts';
import { newRows, rowsIn, tablesThatDiffer } from '../table-copies.ts';

let office: Office;
let arrivals: ManyDoors['arrivals'];
let copies: ManyDoors['copies'];
beforeAll(async () => {
  office = await openOffice();
  ({ arrivals, copies } = await manyDoors(office));
});
afterAll(() => office?.close());

const words = (text: string): string[] => text.match(/\w+/g) ?? [];
/** Coming by one of the doors writes them. In `keying` a form waits for its second clerk; nothing of it is left. */
const AN_ANSWER = words(`
  activity ballot ballot_batch entry_tally invitation paper_case paper_form phone_case taken_case
`);
/** A re-check, and requests to be erased. */
const AFTERWARDS = words('activity erasure_request recheck recheck_case');
const THE_COUNT = words(`
  activity answer ballot burst_sign campaign comment field_figure group_figure paradata recheck_total response
  response_stratum response_stratum_member round_key_end taken_case withheld_cells
`);
/**
 * None of these, here: of lists, draws, accounts and publications, and of cases that brought no answer. `keying` and
 * `draft` hold what is not sent yet, and let it go in the transaction of the ballot; `answer_sign` needs thirty answers.
 */
const NEITHER = words(`
  acceptance_decision acceptance_signature account_link account_link_seen action_item action_lead action_report
  agency agency_deadline agency_rearrangement agency_succession allocation answer_sign approval boundary_set campaign_erasure
  case_event column_memory comment_code comment_quote comment_review comment_theme common_phone
  completeness_note completeness_tally contact_attempt contact_correction contact_message contact_trace
  contact_wave correctable_row corrected_row correction daily_head data_request document_wording dossier
  double_entry doubt_count draft draw earlier_agency earlier_criterion earlier_figure earlier_table
  erasure_certificate field field_device field_terms frame frame_unit hamlet_place ineligibility_report journal_link key_mark
  keying link_message list_change list_file list_replacement merged_identity neighbour_figure number_run
  official_count oidc_identity pack_printing pair_decision passkey password_link person petition
  petition_content province publication recovery_code register_check remark remembered_correction
  reserve_release retention_postponement retired_slip same_person sample_plan sample_unit second_factor
  second_factor_rule second_source second_source_dossier separation session shared_count sign_in_attempt
  spent_challenge staff staff_left_out staff_phone staff_phone_decision staged_source_dossier stated_total
  stratum terms_change vanished_dossier visit_assignment voided_case voiding
`);

test('each table is known: an answer, an act about it or the count writes it, or none of them does', () => {
  const { before, middle, arrived, end, counted } = copies;
  expect(tablesThatDiffer(before, arrived)).toEqual(AN_ANSWER);
  expect(tablesThatDiffer(before, middle)).toEqual(AN_ANSWER);
  expect(tablesThatDiffer(arrived, end)).toEqual(AFTERWARDS);
  expect(tablesThatDiffer(end, counted)).toEqual(THE_COUNT);
  const known = new Set([...AN_ANSWER, ...AFTERWARDS, ...THE_COUNT, ...NEITHER]);
  const all = [...counted.tables.keys()].filter((table) => !table.startsWith('migration'));
  expect([...known].sort()).toEqual(all.sort());
});

test('a day of answers draws no number but of the journal, which has no line for one', () => {
  const { before, arrived } = copies;
  const moved = Object.keys(before.sequences).filter(
    (name) => before.sequences[name] !== arrived.sequences[name],
  );
  expect(moved).toEqual(['activity_id_seq']);
  const lines = newRows(before, arrived, 'activity');
  // The number of whom the queue gave was read, and the line says of nobody's answer.
  expect(new Set(lines.map(({ columns }) => columns.act))).toEqual(new Set(['phone_number_read']));
});

const strataOf = (copy: Copy) =>
  new Map(
    rowsIn(copy, 'response_stratum_member').map(({ columns }) => [
      columns.stratum,
      String(columns.response_stratum),
    ]),
  );
const answerOf = ({ stratum, mark }: Arrival) => `${strataOf(copies.counted).get(stratum)} ${mark}`;

/** Of each table the rows that name somebody who came, with the answer that is theirs. */
function named(
  copy: Copy,
  groupOf: (arrival: Arrival) => string,
  truth: (arrival: Arrival) => string,
) {
  const owners = new Map(
    arrivals.flatMap((arrival) => [...arrival.names].map((name) => [name, arrival])),
  );
  const forms = rowsIn(copy, 'paper_form').filter(({ columns }) => columns.state === 'entered');
  // A ballot has its transaction in common with one invitation or form.
  const byTransaction = new Map(
    [...rowsIn(copy, 'invitation'), ...forms].map(({ xmin, columns }) => [
      xmin,
      owners.get(String(columns.number ?? columns.id)),
    ]),
  );
  return [...copy.tables].flatMap(([table, rows]) => {
    const pairable = rows.flatMap((row): Pairable[] => {
      const values = JSON.stringify(row.columns).match(/[\w-]+/g) ?? [];
      const name = values.find((value) => owners.has(value));
      const owner =
        table === 'ballot'
          ? byTransaction.get(row.xmin)
          : name === undefined
            ? undefined
            : owners.get(name);
      return owner ? [{ group: groupOf(owner), truth: truth(owner), row }] : [];
    });
    return pairable.length > 0 ? [{ table, rows: pairable }] : [];
  });
}

function responses(copy: Copy): Pairable[] {
  const given = Map.groupBy(rowsIn(copy, 'answer'), ({ columns }) => columns.response_id);
  return rowsIn(copy, 'response').map((row) => {
    const answers = given.get(row.columns.id) ?? [];
    const value = (question: string) =>
      Number(answers.find(({ columns }) => columns.question === question)?.columns.value);
    const group = String(row.columns.stratum);
    const answered = Math.min(...answers.map(({ place }) => place));
    return {
      group,
      truth: `${group} ${markIn(value('9.24'), value('9.25'))}`,
      row: { ...row, columns: { ...row.columns, answered } },
    };
  });
}

const comments = (copy: Copy): Pairable[] =>
  rowsIn(copy, 'comment').map((row) => ({
    group: String(row.columns.agency_code),
    truth: String(row.columns.text),
    row,
  }));

/** The best of all pairs of orderings. */
function best(left: ReturnType<typeof named>, right: Pairable[]) {
  const found = left.flatMap(({ table, rows }) =>
    orderingsOf(rows).flatMap((leftBy) =>
      orderingsOf(right).flatMap((rightBy) =>
        [false, true].map((isTurned) => ({
          table,
          ...{ leftBy: leftBy.name, rightBy: rightBy.name, isTurned },
          pairs: rightPairs(
            leftBy.ordered,
            isTurned ? rightBy.ordered.toReversed() : rightBy.ordered,
          ),
        })),
      ),
    ),
  );
  return { strategies: found.length, ...found.toSorted((a, b) => b.pairs - a.pairs)[0]! };
}

test.each(['arrived', 'end', 'counted'] as const)(
  'nothing that a copy tells of those who came, by whatever door, joins them to counted answers: %s',
  (name) => {
    const right = responses(copies.counted);
    expect(right).toHaveLength(arrivals.length);
    const left = named(copies[name], (arrival) => answerOf(arrival).split(' ')[0]!, answerOf);
    const tables = left.map(({ table }) => table);
    for (const table of ['invitation', 'paper_case', 'paper_form', 'phone_case', 'sample_unit'])
      expect(tables).toContain(table);
    const joined = best(left, right);
    // Poisson(10) exceeds 38 with probability 4e-11; some thousand strategies, one in ten million.
    expect(joined.strategies).toBeGreaterThan(500);
    expect(joined.pairs, JSON.stringify(joined)).toBeLessThanOrEqual(38);
  },
);

test('nor to comments as they were written', () => {
  const right = comments(copies.counted);
  expect(right).toHaveLength(arrivals.length);
  const left = named(copies.end, ({ agencyCode }) => agencyCode, commentOf);
  const joined = best(left, right);
  // Poisson(2) exceeds 20 with probability 6e-15.
  expect(joined.pairs, JSON.stringify(joined)).toBeLessThanOrEqual(20);
});

test('kept in the order in which they came, the count would give away everybody', () => {
  const place = new Map(arrivals.map((arrival, nth) => [answerOf(arrival), nth]));
  const kept = responses(copies.counted).map((response) => ({
    ...response,
    row: { ...response.row, place: place.get(response.truth)! },
  }));
  const left = named(copies.arrived, (arrival) => answerOf(arrival).split(' ')[0]!, answerOf);
  const joined = best(
    left.filter(({ table }) => table === 'ballot'),
    kept,
  );
  expect(joined).toMatchObject({ pairs: arrivals.length, rightBy: 'place' });
});
