/**
 * Somebody who finds a slip or looks over a shoulder must not learn these of a person: disability, poverty,
 * HIV, a death, an adoption, a complaint.
 */
const SENSITIVE =
  /khuyết tật|hộ (?:cận )?nghèo|\bhiv\b|\baids\b|khai tử|con nuôi|nuôi con nuôi|khiếu nại|tố cáo/iu;

/** The procedure's name, or null where it must not be said or has been erased. */
export const sayableProcedure = (name: string): string | null =>
  name === '' || SENSITIVE.test(name.normalize('NFC')) ? null : name;

export const UNSAID_PROCEDURE = 'một thủ tục hành chính';
