import { sql } from 'kysely';
import type { PairDecision } from '#contract/doubts.ts';
import { record } from '../../db/activity.ts';
import { refuseErased } from '../../db/erased.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Deps } from '../../deps.ts';
import { campaignOf } from '../scope.ts';

interface Row {
  firstCode: string;
  secondCode: string;
  isSame: boolean;
  decidedAt: Date;
  decidedBy: string;
  firstSealed: Buffer | null;
  secondSealed: Buffer | null;
}

const SHOWN = 500;

/** What somebody has decided, the newest first, with the names where the list still has them. */
export async function listPairDecisions(
  { db, secrets, now }: Deps,
  campaignId: string,
  agencyCode: string,
  staffId: string,
): Promise<PairDecision[]> {
  await campaignOf(db, campaignId, agencyCode);
  await refuseErased(db, campaignId);
  const key = await secrets.identityKey(campaignId);
  const sealed = (code: string) => sql`(
    select coalesce(own.sealed, person.sealed) from dossier
    join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    join person on person.id = dossier.person_id
    left join merged_identity as own
      on own.file_id = dossier.file_id and own.row_number = dossier.row_number
    where dossier.campaign_id = decided.campaign_id and dossier.code = ${sql.ref(code)} limit 1)`;
  const { rows } = await sql<Row>`
    select first_code, second_code, is_same, decided_at, staff.full_name as decided_by,
      ${sealed('decided.first_code')} as first_sealed, ${sealed('decided.second_code')} as second_sealed
    from pair_decision as decided join staff on staff.id = decided.decided_by
    where decided.campaign_id = ${campaignId} and decided.agency_code = ${agencyCode}
    order by decided_at desc, first_code limit ${SHOWN}
  `.execute(db);
  const details = { agency: agencyCode, people: rows.length };
  await record(db, { at: now(), staffId, act: 'people_read', campaignId, details });
  const nameOf = (bytes: Buffer | null) => (bytes ? openIdentity(key, bytes).fullName : '');
  return rows.map((row) => ({
    dossierCodes: [row.firstCode, row.secondCode],
    names: [nameOf(row.firstSealed), nameOf(row.secondSealed)],
    isSame: row.isSame,
    decidedAt: row.decidedAt.toISOString(),
    decidedBy: row.decidedBy,
  }));
}
