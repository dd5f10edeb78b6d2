export interface ErasedRows {
  /** Name in the certificate; `retention.kind.<kind>` in the office's words. */
  readonly kind: string;
  readonly table: string;
  /** Whose rows: the campaign's, or those of each of its lists. */
  readonly of: 'campaign_id' | 'file_id';
  /** The columns after it in an index, by which batches follow each other. */
  readonly keys: readonly string[];
  /** What is emptied where the row must stay; without it the row is deleted. */
  readonly emptied?: string;
  /** Which rows still have it. */
  readonly left?: string;
}

/**
 * What goes, table by table, in the order in which it goes: requests that show a name first, and what
 * refers to a row before the row, so that each is counted. A table that is neither here nor among those
 * kept stops the tests: a new one is decided upon, not forgotten.
 */
export const ERASED_ROWS: readonly ErasedRows[] = [
  { kind: 'erasure_requests', table: 'erasure_request', of: 'campaign_id', keys: ['code'] },
  {
    // What was asked, when and with which end stays, as proof that it was answered.
    kind: 'data_requests',
    table: 'data_request',
    of: 'campaign_id',
    keys: ['code'],
    emptied: 'person_id = null, dossier_code = null, note = null',
    left: '(person_id is not null or dossier_code is not null or note is not null)',
  },
  {
    kind: 'contact_corrections',
    table: 'contact_correction',
    of: 'campaign_id',
    keys: ['person_id'],
  },
  {
    kind: 'frame_links',
    table: 'frame_unit',
    of: 'campaign_id',
    keys: ['unit_id'],
    // What somebody did and on which day is in the list of 71 % of those who answered nobody else's.
    emptied: "person_id = null, procedure_name = '', returned_on = null",
    left: "(person_id is not null or procedure_name <> '' or returned_on is not null)",
  },
  {
    // The carriers' paper list prints the serial beside a name: the row gets a number that is on no
    // paper, in the order of random ids.
    kind: 'invitation_traces',
    table: 'invitation',
    of: 'campaign_id',
    keys: ['id'],
    emptied: `hamlet = null, opened_on = null, serial = -nth - (select count(*) from invitation as done
      where done.campaign_id = invitation.campaign_id and done.serial < 0)`,
    left: 'serial >= 0',
  },
  {
    // The strip's number is printed on a cover with a name.
    kind: 'paper_cases',
    table: 'paper_case',
    of: 'campaign_id',
    keys: ['invitation_id'],
    emptied: "case_number = 'x-' || gen_random_uuid()",
    left: "case_number not like 'x-%'",
  },
  { kind: 'contact_messages', table: 'contact_message', of: 'campaign_id', keys: ['id'] },
  {
    // When somebody was reached, and what they said of themselves.
    kind: 'contact_attempts',
    table: 'contact_attempt',
    of: 'campaign_id',
    keys: ['id'],
  },
  { kind: 'phone_cases', table: 'phone_case', of: 'campaign_id', keys: ['invitation_id'] },
  {
    // A hamlet's name is a part of people's addresses.
    kind: 'hamlet_places',
    table: 'hamlet_place',
    of: 'campaign_id',
    keys: ['agency_code', 'hamlet'],
  },
  {
    kind: 'visit_assignments',
    table: 'visit_assignment',
    of: 'campaign_id',
    keys: ['invitation_id', 'staff_id'],
  },
  {
    kind: 'recheck_cases',
    table: 'recheck_case',
    of: 'campaign_id',
    keys: ['recheck_id', 'invitation_id'],
  },
  {
    kind: 'voided_cases',
    table: 'voided_case',
    of: 'campaign_id',
    keys: ['voiding_id', 'invitation_id'],
  },
  { kind: 'taken_cases', table: 'taken_case', of: 'campaign_id', keys: ['invitation_id'] },
  { kind: 'comments', table: 'comment', of: 'campaign_id', keys: ['id'] },
  {
    kind: 'petition_contents',
    table: 'petition_content',
    of: 'campaign_id',
    keys: ['petition_id'],
  },
  { kind: 'drafts', table: 'draft', of: 'campaign_id', keys: ['name'] },
  {
    kind: 'corrected_rows',
    table: 'corrected_row',
    of: 'file_id',
    keys: ['row_number', 'correction_id'],
  },
  {
    kind: 'remembered_corrections',
    table: 'remembered_correction',
    of: 'campaign_id',
    keys: ['row_key'],
  },
  { kind: 'problem_rows', table: 'correctable_row', of: 'file_id', keys: ['row_number'] },
  { kind: 'merged_identities', table: 'merged_identity', of: 'file_id', keys: ['row_number'] },
  {
    kind: 'separations',
    table: 'separation',
    of: 'campaign_id',
    keys: ['dossier_code', 'reach'],
  },
  {
    kind: 'pair_decisions',
    table: 'pair_decision',
    of: 'campaign_id',
    keys: ['first_code', 'second_code'],
  },
  {
    kind: 'same_persons',
    table: 'same_person',
    of: 'campaign_id',
    keys: ['cluster', 'person_id'],
  },
  {
    kind: 'staff_phones',
    table: 'staff_phone',
    of: 'campaign_id',
    keys: ['agency_code', 'phone_key'],
  },
  {
    // How many vanished and for which reasons stays; which dossiers they were, their days, and what was
    // noted, goes.
    kind: 'vanished_codes',
    table: 'vanished_dossier',
    of: 'file_id',
    keys: ['agency_code', 'code'],
    emptied:
      "code = 'x-' || gen_random_uuid(), note = null, received_on = null, returned_on = null",
    left: "code not like 'x-%'",
  },
  {
    kind: 'second_source_codes',
    table: 'second_source_dossier',
    of: 'campaign_id',
    keys: ['kind', 'code'],
  },
  {
    kind: 'staged_source_codes',
    table: 'staged_source_dossier',
    of: 'campaign_id',
    keys: ['upload_id', 'code'],
  },
  { kind: 'dossiers', table: 'dossier', of: 'file_id', keys: ['row_number'] },
  { kind: 'persons', table: 'person', of: 'campaign_id', keys: ['agency_code', 'id'] },
];

/** What stays: counts, the public record and the office's own acts. Nothing in them names a citizen. */
export const KEPT_TABLES: readonly string[] = [
  // Agencies and terms
  'journal_link',
  'daily_head',
  'province',
  'agency',
  'agency_succession',
  'agency_deadline',
  'terms_change',
  'campaign',
  'field',
  'column_memory',
  'key_mark',
  // Keyed hashes for later rounds, with a key and a term of their own
  'contact_trace',
  'round_key_end',
  // The office's staff and what they did
  'staff',
  'session',
  'password_link',
  'approval',
  'second_factor',
  'recovery_code',
  'passkey',
  'spent_challenge',
  'oidc_identity',
  'link_message',
  'second_factor_rule',
  'account_link',
  'account_link_seen',
  'activity',
  'remark',
  // Keyed hashes of tries to sign in, forgotten after half a day
  'sign_in_attempt',
  // Keyed hashes of networks with wrong codes or many sendings, gone with their hour or day
  'shared_count',
  // Lists as counts
  'list_file',
  'completeness_tally',
  'list_change',
  'list_replacement',
  'number_run',
  'common_phone',
  'register_check',
  'second_source',
  'correction',
  'stated_total',
  'completeness_note',
  'acceptance_signature',
  'acceptance_decision',
  'official_count',
  'staff_phone_decision',
  'staff_left_out',
  'doubt_count',
  // Frame, plan and draw: pseudonyms
  'frame',
  'stratum',
  'sample_plan',
  'allocation',
  'draw',
  'sample_unit',
  'reserve_release',
  'pack_printing',
  // Hashes of slips that were replaced, and what the office did to a case: no name, no answer
  'retired_slip',
  'case_event',
  'ineligibility_report',
  'contact_wave',
  // Answers, which belong to nobody, and what was made of them
  'ballot',
  'response_stratum',
  'response_stratum_member',
  'response',
  'answer',
  // Masked or withheld: what people wrote themselves goes.
  'comment_review',
  // Themes of comments, and which masked ones may be quoted.
  'comment_code',
  'comment_theme',
  'comment_quote',
  // A petition's masked text and answer; as written it goes with its contact.
  'petition',
  'paradata',
  // Paper forms by number and stratum, and how well they were entered
  'paper_form',
  'keying',
  'entry_tally',
  'double_entry',
  // Kiosks and interviewers' telephones
  'field_device',
  'field_terms',
  'burst_sign',
  // Batches of sealed ballots as totals, what was voided, and the re-check's draws and totals
  'ballot_batch',
  'answer_sign',
  'voiding',
  'recheck',
  'recheck_total',
  'group_figure',
  'field_figure',
  'withheld_cells',
  'publication',
  // The action plan and the words of documents: the office's own, of duties and agencies
  'action_item',
  'action_lead',
  'action_report',
  'document_wording',
  // What other offices had published of earlier years, by agency and criterion
  'earlier_table',
  'earlier_agency',
  'earlier_criterion',
  'earlier_figure',
  'neighbour_figure',
  // Lines on a map
  'boundary_set',
  // Which agencies of the round before became which
  'agency_rearrangement',
  // The record of the erasing itself
  'retention_postponement',
  'campaign_erasure',
  'erasure_certificate',
];
