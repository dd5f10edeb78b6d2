import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Acceptance, Signature, SignedCounts } from '#contract/acceptance.ts';
import { listsDueOn } from '#contract/calendar.ts';
import type { Role } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { linkBehind, linkSoonAfter } from '../../db/account-links.ts';
import type { Db } from '../../db/database.ts';
import { statementsOf } from '../completeness/completeness.ts';
import { changesToExplain } from '../completeness/list-change.ts';
import { notesOf } from '../completeness/stated-totals.ts';
import { fieldTallies, missingNumbers } from '../completeness/tallies-in-force.ts';
import { unexplainedBy } from '../completeness/totals.ts';
import { campaignOf } from '../scope.ts';
import type { AgencyStanding } from './agency-states.ts';
import { agencyStandings, stateOf } from './agency-states.ts';
import { replacementsOf } from './replacements.ts';

/** The state of an agency's list and what is still to do; an observer reads no name. */
export async function acceptanceOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
  role: Role,
): Promise<Acceptance> {
  const campaign = await campaignOf(db, campaignId, agencyCode);
  const [agency] = await agencyStandings(db, campaignId, agencyCode);
  const standing = agency as AgencyStanding;
  const counts = await countsOf(db, campaignId, standing);
  const notes = await notesOf(db, campaignId, agencyCode);
  const own = (await fieldTallies(db, campaignId)).filter(
    (tally) => tally.agencyCode === agencyCode,
  );
  const statements = await statementsOf(db, campaignId, agencyCode, own);
  return {
    state: stateOf(standing),
    hasOwnList: standing.hasOwnList,
    listsDueOn: (await deadlineOf(db, campaignId, agencyCode)) ?? listsDueOn(campaign),
    counts: standing.rows === 0 ? null : counts,
    hasStatedTotals: statements.length > 0,
    unexplainedVanished: standing.unexplained,
    unexplainedNumbers: beyond(counts.missingNumbers, notes.gaps),
    unexplainedTotals: beyond(unexplainedBy(statements), notes.totals),
    unexplainedChanges: await changesToExplain(db, campaignId, agencyCode, notes.changes),
    replacements: await replacementsOf(db, campaignId, agencyCode, role),
    ...(await actsOf(db, campaignId, agencyCode, role)),
  };
}

/** Another day than the round's, where Home Affairs has given the agency one. */
const deadlineOf = async (db: Db, campaignId: string, agencyCode: string) =>
  (
    await db
      .selectFrom('agencyDeadline')
      .select('listsDueOn')
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .executeTakeFirst()
  )?.listsDueOn;

/** A note explains as many as there were when it was written; more need another one. */
const beyond = (count: number, note: { readonly explained: number } | null): number =>
  note && count <= note.explained ? 0 : count;

/** What the leader has before his eyes. */
export async function countsOf(
  db: Db,
  campaignId: string,
  agency: AgencyStanding,
): Promise<SignedCounts> {
  const { rows, accepted, merged, excluded, inError, late, refused, withoutPhone } = agency;
  const { missing } = (await missingNumbers(db, campaignId)).get(agency.agencyCode) ?? {
    missing: 0,
  };
  const { vanished } = await db
    .selectFrom('vanishedDossier')
    .innerJoin('listFile', 'listFile.id', 'vanishedDossier.fileId')
    .select((select) => select.fn.countAll<number>().as('vanished'))
    .where('listFile.campaignId', '=', campaignId)
    .where('listFile.state', '=', 'imported')
    .where('vanishedDossier.agencyCode', '=', agency.agencyCode)
    .executeTakeFirstOrThrow();
  const counts = { rows, accepted, merged, excluded, inError, late, refused, withoutPhone };
  const leftRows = await leftRowsOf(db, campaignId, agency.agencyCode);
  return { ...counts, missingNumbers: missing, vanished, leftRows };
}

/** Of the province's file nobody knows whose the lines are that were not read. */
async function leftRowsOf(db: Db, campaignId: string, agencyCode: string): Promise<number> {
  const { rows } = await sql<{ leftRows: number }>`
    select coalesce(sum(
      coalesce((left_lines->>'between')::integer, 0) + coalesce((left_lines->>'below')::integer, 0)
      + coalesce((
        select sum((sheet->>'rows')::integer) from jsonb_array_elements(coalesce(columns->'sheets', '[]')) as sheet
        where not (sheet->>'isTaken')::boolean), 0)), 0)::integer as left_rows
    from list_file
    where campaign_id = ${campaignId} and agency_code = ${agencyCode} and state = 'imported'
  `.execute(db);
  return rows[0]?.leftRows ?? 0;
}

async function actsOf(db: Db, campaignId: string, agencyCode: string, role: Role) {
  const signatures = await db
    .selectFrom('acceptanceSignature')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('signedAt', 'desc')
    .execute();
  const decisions = await db
    .selectFrom('acceptanceDecision')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('decidedAt', 'desc')
    .execute();
  const signed = signatures.find(({ inForce }) => inForce);
  const decided = decisions.find(({ inForce }) => inForce);
  const past: Acceptance['past'] = [
    ...signatures
      .filter(({ inForce }) => !inForce)
      .map(({ signedAt }) => ({ kind: 'signed' as const, at: signedAt.toISOString(), note: null })),
    ...decisions
      .filter(({ inForce }) => !inForce)
      .map(({ kind, decidedAt, note }) => ({ kind, at: decidedAt.toISOString(), note })),
  ];
  return {
    signature: signed
      ? {
          ...shownSignature(signed, role),
          link: await linkBehind(db, signed.signedBy, signed.signedAt),
          takenOver: await linkSoonAfter(db, signed.signedBy, signed.signedAt),
        }
      : null,
    decision: decided
      ? {
          kind: decided.kind,
          note: decided.note,
          decidedAt: decided.decidedAt.toISOString(),
          link: await linkBehind(db, decided.decidedBy, decided.decidedAt),
        }
      : null,
    past: past.sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

const shownSignature = (
  signed: { signerName: string; signerPosition: string; signedAt: Date; counts: unknown },
  role: Role,
): Omit<z.output<typeof Signature>, 'link' | 'takenOver'> => ({
  signerName: seesCountsOnly(role) ? null : signed.signerName,
  signerPosition: signed.signerPosition,
  signedAt: signed.signedAt.toISOString(),
  // Signatures of before these lines were counted have no number of them.
  counts: { leftRows: 0, ...(signed.counts as Partial<SignedCounts>) } as SignedCounts,
});
