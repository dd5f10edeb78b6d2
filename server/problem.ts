import type { Problem, ProblemCode } from '#contract/problems.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { isDatabaseAway } from './database-away.ts';
import { ListError } from './lists/list-error.ts';

/** A refusal on its way to the person who can do something about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly details: Problem['details'];

  constructor(code: ProblemCode, details: Problem['details'] = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return PROBLEMS[this.code];
  }
}

/**
 * What the database could not take as a value (SQLSTATE class 22, data exception): the schemas of the
 * contract are there so that none comes to this. A division by zero is ours.
 */
export const isDataException = (error: unknown): boolean => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^22(?!012)[0-9A-Z]{3}$/.test(code);
};

/** `throw problem('campaign_closed', { closedOn })` anywhere on the server. */
export const problem = (code: ProblemCode, details?: Problem['details']): Refusal =>
  new Refusal(code, details);

/** The server's own disk (POSIX ENOSPC, EDQUOT), or that of the database (SQLSTATE 53100). */
const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', '53100'].includes(String((error as { code?: unknown } | null)?.code));

/**
 * No connection came free in time (pg-pool has no code for it): the embedded database has one, and a count holds it. Or of two
 * acts that waited for each other PostgreSQL has undone this one (SQLSTATE 40P01), and writes so into its log.
 */
const isDatabaseBusy = (error: unknown): boolean => {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
  return message === 'timeout exceeded when trying to connect' || code === '40P01';
};

/** Constraints are rules: those that a user can meet, by name. Any other violation is our bug. */
const BY_CONSTRAINT: Readonly<Record<string, ProblemCode>> = {
  passkey_credential_id_key: 'passkey_refused',
  oidc_identity_pkey: 'oidc_subject_taken',
  oidc_identity_subject_key: 'oidc_subject_taken',
  contact_wave_of_a_day: 'wave_planned_already',
  staff_username_key: 'username_taken',
  staff_agency_scope: 'agency_needed',
  staff_lead: 'request_invalid',
  action_item_figure: 'request_invalid',
  campaign_dates: 'dates_out_of_order',
  campaign_lists_due: 'dates_out_of_order',
  agency_pkey: 'agency_exists',
  agency_code_reserved: 'agency_code_reserved',
  draw_pkey: 'draw_exists',
  sample_plan_pkey: 'plan_published',
  frame_pkey: 'frame_frozen',
  publication_pkey: 'results_published',
  never_changes: 'frame_frozen',
  invitation_unit_key: 'invitations_issued',
};

export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ListError) return new Refusal(error.code, error.details);
  if (isDiskFull(error)) return new Refusal('disk_full');
  if (isDatabaseBusy(error)) return new Refusal('database_busy');
  if (isDatabaseAway(error)) return new Refusal('database_away');
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  const code = typeof constraint === 'string' ? BY_CONSTRAINT[constraint] : undefined;
  return code && new Refusal(code);
}
