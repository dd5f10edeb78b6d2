import { randomUUID } from 'node:crypto';
import type { SignedCounts } from '#contract/acceptance.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { changesToExplain } from '../completeness/list-change.ts';
import { notesOf } from '../completeness/stated-totals.ts';
import { openCampaignOf } from '../scope.ts';
import { countsOf } from './acceptance.ts';
import type { AgencyStanding } from './agency-states.ts';
import { agencyStandings } from './agency-states.ts';
import { voidSignature } from './void-signature.ts';

export interface Signing {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly staffId: string;
  readonly signerName: string;
  readonly signerPosition: string;
  /** What the signer has read. */
  readonly counts?: SignedCounts | undefined;
}

/**
 * The agency's leader vouches for the list as it is at this moment; the counts are kept with the signature.
 * Rows in error do not stop it, they are counted in it; a dossier that vanished, and names or
 * phones that changed, without a reason do.
 */
export async function signList(deps: Deps, signing: Signing): Promise<void> {
  const { campaignId, agencyCode, staffId, signerName, signerPosition } = signing;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const [agency] = await agencyStandings(trx, campaignId, agencyCode);
    refuse(agency as AgencyStanding);
    await refuseUnexplainedChanges(trx, campaignId, agencyCode);
    const counts = await countsOf(trx, campaignId, agency as AgencyStanding);
    refuseOtherCounts(counts, signing.counts);
    await voidSignature(trx, campaignId, agencyCode);
    const signedAt = deps.now();
    const signature = { signerName, signerPosition, counts: JSON.stringify(counts) };
    await trx
      .insertInto('acceptanceSignature')
      .values({
        id: randomUUID(),
        campaignId,
        agencyCode,
        ...signature,
        signedAt: signedAt,
        signedBy: staffId,
      })
      .execute();
    const details = { agency: agencyCode, ...counts };
    await record(trx, { at: signedAt, staffId, act: 'list_signed', campaignId, details });
  });
}

function refuse(agency: AgencyStanding): void {
  if (agency.rows === 0) throw problem('list_absent');
  if (agency.unexplained > 0) throw problem('vanished_unexplained', { count: agency.unexplained });
  if (agency.isSigned || agency.decision === 'accepted') throw problem('list_signed');
}

/** A colleague may have corrected a row or handed in another list while the leader was reading. */
function refuseOtherCounts(counts: SignedCounts, read: SignedCounts | undefined): void {
  if (!read) return;
  const names = Object.keys(counts) as (keyof SignedCounts)[];
  if (names.some((name) => counts[name] !== read[name])) throw problem('signed_counts_changed');
}

async function refuseUnexplainedChanges(trx: Db, campaignId: string, agencyCode: string) {
  const { changes } = await notesOf(trx, campaignId, agencyCode);
  const count = await changesToExplain(trx, campaignId, agencyCode, changes);
  if (count > 0) throw problem('changes_unexplained', { count });
}
