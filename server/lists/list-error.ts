import type { Problem, ProblemCode } from '#contract/problems.ts';

/** Why a list cannot be read or understood, by its code in the catalogue of refusals. */
export type ListFault = Extract<
  ProblemCode,
  | 'disk_full'
  | 'file_empty'
  | 'file_encrypted'
  | 'file_kind_unknown'
  | 'file_packed'
  | 'file_to_convert'
  | 'file_too_large'
  | 'file_too_wide'
  | 'file_unreadable'
  | 'font_letters_lost'
  | 'headings_not_found'
  | 'headings_shifted'
  | 'letters_lost'
>;

/** Base of every refusal of a list, as `SamplingError` is of the statistics: this folder knows no HTTP. */
export class ListError extends Error {
  override readonly name = 'ListError';
  readonly code: ListFault;
  readonly details: Problem['details'];

  constructor(code: ListFault, details: Problem['details'] = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
