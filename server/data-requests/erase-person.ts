import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { cameFor } from './came-for.ts';
import { eraseRowsNaming, identifiersOf } from './rows-naming.ts';

/** One person's data, in every agency that knows them as the same person, and who came to the counter for them. */
export async function erasePerson(
  trx: Db,
  { secrets }: Pick<Deps, 'secrets'>,
  campaignId: string,
  personId: string,
): Promise<void> {
  const key = await secrets.identityKey(campaignId);
  const own = await personsOf(trx, campaignId, personId);
  const persons = [...new Set([...own, ...(await cameFor(trx, campaignId, key, own))])];
  const identifiers = await identifiersOf(trx, key, persons);
  await eraseDossiers(trx, campaignId, persons);
  await eraseRowsNaming(trx, { campaignId, key, persons, identifiers });
  await trx
    .updateTable('person')
    .set({
      sealed: null,
      phoneKey: null,
      idKey: null,
      nameKey: null,
      bareKey: null,
      birthKey: null,
    })
    .where('id', 'in', persons)
    .execute();
  await trx
    .deleteFrom('contactCorrection')
    .where('campaignId', '=', campaignId)
    .where('personId', 'in', persons)
    .execute();
  await trx.deleteFrom('samePerson').where('personId', 'in', persons).execute();
  await trx
    .updateTable('invitation')
    .set({ hamlet: null })
    .where('campaignId', '=', campaignId)
    .where('unitId', 'in', unitsOf(trx, campaignId, persons))
    .execute();
}

/** Pseudonyms of persons in a frozen frame, for a condition of another query. */
export const unitsOf = (trx: Db, campaignId: string, persons: readonly string[]) =>
  trx
    .selectFrom('frameUnit')
    .select('unitId')
    .where('campaignId', '=', campaignId)
    .where('personId', 'in', persons);

/** The person with those of other agencies who were found to be the same. */
export async function personsOf(trx: Db, campaignId: string, personId: string): Promise<string[]> {
  const same = await trx
    .selectFrom('samePerson as own')
    .innerJoin('samePerson as other', (join) =>
      join
        .onRef('other.campaignId', '=', 'own.campaignId')
        .onRef('other.cluster', '=', 'own.cluster'),
    )
    .select('other.personId')
    .where('own.personId', '=', personId)
    .where('own.campaignId', '=', campaignId)
    .execute();
  return [...new Set([personId, ...same.map((other) => other.personId)])];
}

async function eraseDossiers(trx: Db, campaignId: string, persons: readonly string[]) {
  const dossiers = await trx
    .selectFrom('dossier')
    .select(['code', 'fileId', 'rowNumber'])
    .where('personId', 'in', persons)
    .execute();
  for (const { fileId, rowNumber } of dossiers)
    await trx
      .deleteFrom('mergedIdentity')
      .where('fileId', '=', fileId)
      .where('rowNumber', '=', rowNumber)
      .execute();
  const codes = dossiers.flatMap(({ code }) => code ?? []);
  if (codes.length > 0) {
    // By the code: a request of before a newer list has the person's earlier id.
    await trx
      .updateTable('dataRequest')
      .set({ dossierCode: null })
      .where('campaignId', '=', campaignId)
      .where('dossierCode', 'in', codes)
      .execute();
    await trx
      .deleteFrom('pairDecision')
      .where('campaignId', '=', campaignId)
      .where(({ eb, or }) => or([eb('firstCode', 'in', codes), eb('secondCode', 'in', codes)]))
      .execute();
    await trx
      .deleteFrom('separation')
      .where('dossierCode', 'in', codes)
      .where('campaignId', '=', campaignId)
      .execute();
  }
  // A procedure and its days pick a person out of the list as the code does.
  const nothing = { procedureCode: null, procedureName: null };
  const noDay = { receivedOn: null, dueOn: null, returnedOn: null };
  await trx
    .updateTable('dossier')
    .set({ code: null, ...nothing, ...noDay })
    .where('personId', 'in', persons)
    .execute();
  await trx
    .updateTable('frameUnit')
    .set({ procedureName: '', returnedOn: null })
    .where('campaignId', '=', campaignId)
    .where('personId', 'in', persons)
    .execute();
}
