import { FORM_DIGITS } from '#contract/paper-numbers.ts';
import type { Staff } from '#contract/staff.ts';
import type { Db } from '../../db/database.ts';
import { paperForms } from '../../db/paper-rows.ts';
import { preparedStatement } from '../../db/prepared-statement.ts';
import { refuseOwnAgency } from '../../http/access.ts';
import { problem } from '../../problem.ts';
import { typedNumber } from './typed-number.ts';

export type FoundForm = Awaited<ReturnType<typeof findForm>>;

/** A form by its number, for a clerk who may enter it: none of another campaign, none about the own agency. */
export async function findForm(db: Db, caller: Staff, campaignId: string, typed: string) {
  const number = typedNumber(typed, FORM_DIGITS);
  const form = await paperForms(db)
    .select([
      'number',
      'paperForm.state',
      'paperForm.stratum',
      'paperForm.agencyCode',
      'agency.name as agencyName',
      'field.name as fieldName',
    ])
    .where('number', '=', number)
    .where('paperForm.campaignId', '=', campaignId)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!form) throw problem('form_unknown', { number });
  refuseOwnAgency(caller, form.agencyCode);
  return form;
}

/** Which entry of the form the caller would make; refused where it is not theirs to make. */
export async function turnOf(db: Db, caller: Staff, form: FoundForm): Promise<1 | 2> {
  if (form.state === 'entered' || form.state === 'blank')
    throw problem('form_entered', { number: form.number });
  if (form.state === 'disputed') throw problem('form_disputed', { number: form.number });
  if (form.state !== 'keyed') return 1;
  const [first] = await keyingsOf(db, form.number);
  if (first?.keyedBy === caller.id) throw problem('form_keyed_by_same', { number: form.number });
  return 2;
}

export const keyingsOf = (db: Db, number: string) =>
  db
    .selectFrom('keying')
    .select(['turn', 'keyedBy', 'isScanned', 'sealed'])
    .where('number', '=', number)
    .orderBy('turn')
    .execute();
