/** What joins a dossier to another one of the same person, as bits. */
export const RULES = {
  phone_and_name: 1,
  id_number: 2,
  name_and_birth_day: 4,
  organisation_name: 8,
  by_hand: 16,
} as const;
export type Rule = keyof typeof RULES;

export const rulesIn = (bits: number): Rule[] =>
  (Object.keys(RULES) as Rule[]).filter((rule) => (bits & RULES[rule]) !== 0);

/** A phone of more owners than this is an intermediary's or an official's (domain.md 2.5). */
export const OWNERS_OF_ONE_PHONE = 3;
