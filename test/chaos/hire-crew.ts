import { randomUUID } from 'node:crypto';
import { addDevice } from '#contract/devices.ts';
import { issuePaperPacks } from '#contract/paper.ts';
import { assignVisits } from '#contract/visits.ts';
import type { Office } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import type { TestInvitation } from '../scenario-frozen.ts';

/** Who asks beside the citizens' own telephones, and about whom: everybody here meets every door. */
export interface Crew {
  readonly people: readonly TestInvitation[];
  readonly kioskCodes: readonly string[];
  readonly telephoneCodes: readonly string[];
  /** Cookie of the clerk at the desk for strips. */
  readonly clerk: string;
  /** And of the interviewer at the office's telephone. */
  readonly caller: string;
  readonly strips: ReadonlyMap<string, string>;
}

/** Kiosks, and interviewers. */
const handsFor = (people: number) => (people > 20 ? 2 : 1);

export async function hireCrew(
  office: Office,
  { campaignId, homeAffairs, ...campaign }: CollectingCampaign,
  size: number,
): Promise<Crew> {
  const params = { campaignId };
  const hands = handsFor(size);
  const people = campaign.invitations.slice(campaign.invitations.length - size);
  await homeAffairs.call(issuePaperPacks, { params, body: { agencyCode: null } });
  const kioskCodes: string[] = [];
  const telephoneCodes: string[] = [];
  for (let hand = 0; hand < hands; hand += 1) {
    const requestId = randomUUID();
    const placed = { requestId, kind: 'kiosk', name: `Quầy ${hand}`, agencyCode: '01981' } as const;
    kioskCodes.push((await homeAffairs.call(addDevice, { params, body: placed })).code);
    const staffId = (await office.as('interviewer')).staffId!;
    const owned = { requestId, kind: 'interviewer', name: `Máy ${hand}`, staffId } as const;
    telephoneCodes.push((await homeAffairs.call(addDevice, { params, body: owned })).code);
    const cases = people.filter((_, nth) => nth % hands === hand);
    for (const [agencyCode, own] of Map.groupBy(cases, (row) => row.agencyCode)) {
      const serials = own.map(({ serial }) => serial);
      await homeAffairs.call(assignVisits, { params, body: { staffId, agencyCode, serials } });
    }
  }
  const rows = await office.deps.db
    .selectFrom('paperCase')
    .select(['invitationId', 'caseNumber'])
    .execute();
  return {
    people,
    kioskCodes,
    telephoneCodes,
    clerk: (await office.as('entry')).cookie,
    caller: (await office.as('interviewer')).cookie,
    strips: new Map(rows.map(({ invitationId, caseNumber }) => [invitationId, caseNumber])),
  };
}
