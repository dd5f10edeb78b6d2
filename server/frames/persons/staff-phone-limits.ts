import type { StaffPhones } from '#contract/staff-phones.ts';
import { PHONES_PER_OFFICIAL } from '#contract/staff-phones.ts';
import { problem } from '../../problem.ts';

/** An agency cannot have more phones of staff than its officials can own. */
export function refuseTooManyPhones({ phones, waiting, officials }: StaffPhones): void {
  if (officials === null || waiting.phones === 0) return;
  const given = phones + waiting.phones;
  const most = PHONES_PER_OFFICIAL * officials;
  if (given > most) throw problem('staff_phones_too_many', { count: given, most, officials });
}

/** Nor can it have more people left out as staff than officials. */
export function refuseTooManyPeople({ people, waiting, officials }: StaffPhones): void {
  if (officials === null) throw problem('officials_not_stated');
  const count = people + waiting.people;
  if (count > officials)
    throw problem('staff_phones_too_many', { count, most: officials, officials });
}
