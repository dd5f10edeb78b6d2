/**
 * Every refusal the platform can give, with its status. A sentence for each, in Vietnamese and English,
 * lies in client/locales (`problem.<code>`): what is so, what is safe, what to do now.
 */
export const PROBLEMS = {
  // anything
  request_invalid: 400,
  not_found: 404,
  internal: 500,
  service_starting: 503,
  // staff
  not_signed_in: 401,
  sign_in_failed: 401,
  sign_in_locked: 429,
  access_denied: 403,
  foreign_origin: 403,
  password_link_invalid: 410,
  password_too_short: 400,
  username_taken: 409,
  unit_needed: 400,
  own_account: 409,
  // campaigns
  campaign_not_found: 404,
  campaign_not_draft: 409,
  stage_not_allowed: 409,
  dates_out_of_order: 400,
  questionnaire_not_found: 404,
  province_not_found: 404,
  unit_not_found: 404,
  unit_exists: 409,
  still_collecting: 409,
  // frames
  file_unreadable: 400,
  file_encrypted: 400,
  file_empty: 400,
  file_too_large: 413,
  file_kind_unknown: 415,
  file_already_imported: 409,
  file_not_found: 404,
  headings_not_found: 400,
  headings_shifted: 400,
  font_not_confirmed: 409,
  font_letters_lost: 400,
  columns_missing: 400,
  column_twice: 400,
  import_running: 409,
  frame_not_open: 409,
  frame_frozen: 409,
  frame_empty: 409,
  frame_not_frozen: 409,
  units_absent: 409,
  nothing_to_mend: 409,
  list_replaced: 409,
  row_not_in_error: 409,
  row_changed_elsewhere: 409,
  fix_not_alike: 400,
  correction_not_newest: 409,
  correction_headings_missing: 400,
  // Lost, or destroyed when the time of keeping was over: nobody is named any more.
  identity_key_unavailable: 409,
  units_not_accepted: 409,
  list_absent: 409,
  list_signed: 409,
  list_not_signed: 409,
  vanished_unexplained: 409,
  return_needs_note: 400,
  reason_needs_note: 400,
  totals_unreadable: 400,
  // samples
  infeasible_lower: 409,
  infeasible_upper: 409,
  plan_not_published: 409,
  plan_published: 409,
  published_too_recently: 409,
  dice_too_short: 400,
  dice_not_digits: 400,
  dice_suspicious: 400,
  witness_missing: 400,
  frame_hash_changed: 409,
  draw_exists: 409,
  not_drawn: 409,
  reserves_exhausted: 409,
  // invitations
  invitations_issued: 409,
  invitations_not_issued: 409,
  invitation_not_found: 404,
  code_check_failed: 400,
  too_many_attempts: 429,
  invitation_replaced: 410,
  invitation_declined: 410,
  invitation_already_received: 409,
  // responses
  campaign_not_open: 409,
  campaign_closed: 410,
  response_already_received: 409,
  answers_invalid: 400,
  answers_empty: 400,
  questionnaire_outdated: 409,
  staff_session_present: 403,
  sealed_file_unreadable: 400,
  // The key of the box is not there: phones keep their answers and try again.
  ballot_box_unavailable: 503,
  draft_outdated: 409,
  ballots_unreadable: 409,
  // results
  results_not_ready: 409,
  results_published: 409,
  not_published: 404,
  // retention
  personal_data_erased: 410,
  erasure_too_early: 409,
  postponement_out_of_range: 400,
  certificate_not_issued: 404,
  suppression_impossible: 409,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What a refusal carries over the wire. Details are values for the sentence, never personal data. */
export interface Problem {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}
