import type { Db } from '../../db/database.ts';
import { holdCampaign } from '../../db/hold-campaign.ts';
import type { Field } from '../../lists/decide/field-codes.ts';
import { FieldCodes } from '../../lists/decide/field-codes.ts';

interface Named {
  readonly campaignId: string;
  readonly provinceCode: string;
  readonly fields: readonly (string | null)[];
  readonly departments: readonly (readonly [code: string, name: string])[];
}

/** Enters the fields and departments that a list names for the first time; gives all fields. */
export async function registerNames(db: Db, named: Named): Promise<Field[]> {
  const { campaignId, provinceCode, departments } = named;
  return db.transaction().execute(async (trx) => {
    // Two lists at once must not give one code to two fields.
    await holdCampaign(trx, campaignId);
    for (const [code, name] of departments)
      await trx
        .insertInto('agency')
        .values({ code, name, kind: 'department', provinceCode })
        .onConflict((conflict) => conflict.column('code').doNothing())
        .execute();
    const known = await trx
      .selectFrom('field')
      .select(['code', 'name'])
      .where('campaignId', '=', campaignId)
      .orderBy('code')
      .execute();
    const { added } = new FieldCodes(known, named.fields);
    if (added.length > 0)
      await trx
        .insertInto('field')
        .values(added.map((field) => ({ campaignId, ...field })))
        .execute();
    return [...known, ...added];
  });
}
