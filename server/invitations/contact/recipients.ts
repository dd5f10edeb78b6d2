import { sql } from 'kysely';
import type { NumberedSlip } from '#contract/contact.ts';
import { WITH_LINK } from '#contract/contact.ts';
import type { Way } from '#contract/contact-ways.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import { IS_LOST } from '../../db/lost-message.ts';
import { STILL_ASKED } from '../../db/still-asked.ts';
import type { Deps } from '../../deps.ts';
import { CONTACT, namesOrDamage } from '../queries.ts';
import { linkOf, tokenOf } from '../secret-code.ts';
import { emailHash, NO_EMAILS, sharedEmails } from './shared-emails.ts';

export interface Recipient {
  readonly invitationId: string;
  readonly agencyName: string;
  readonly serial: number;
  readonly fullName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly hamlet: string | null;
  readonly link: string;
}

export interface Reach {
  readonly recipients: readonly Recipient[];
  /** Cases whose contact data do not open: a damaged row, or one of another key. They reach nobody and are named. */
  readonly unreadable: readonly NumberedSlip[];
}

interface Wave {
  readonly id: string;
  readonly way: Way;
  readonly isForUnreached: boolean;
}

/** Cases that may be reminded: neither answered nor refused, and not withdrawn. */
export const openCases = (db: Db, campaignId: string) =>
  db
    .selectFrom('invitation')
    .where('invitation.campaignId', '=', campaignId)
    .where('invitation.state', 'in', ['issued', 'opened'])
    .where('invitation.isRevoked', '=', false)
    .where(({ or, eb }) =>
      or([STILL_ASKED, eb('invitation.delivery', 'in', ['moved', 'not_found'])]),
    );

/** A message of the case that its server refused, or that came back; not from before a correction of the person's contact data. */
const lostMessage = (condition = sql`true`) => sql<boolean>`exists (select from contact_message
    join contact_wave on contact_wave.id = contact_message.wave_id
  where contact_message.invitation_id = invitation.id and ${IS_LOST} and ${condition}
    and contact_message.changed_at > coalesce(contact_correction.corrected_at, '-infinity'))`;
const BY_EMAIL = sql`contact_wave.way = 'email'`;

/** No message of another wave got through or is on its way, and one was lost. */
const isUnreached = (waveId: string) => sql<boolean>`${lostMessage()} and not exists
  (select from contact_message where contact_message.invitation_id = invitation.id
    and contact_message.wave_id <> ${waveId} and contact_message.state <> 'dropped' and not ${IS_LOST})`;

/**
 * Whom a wave reaches now, by agency and number; by SMS and Zalo those with a phone of their own,
 * by e-mail those with an address that nobody else of the frame has and that no mail came back from.
 */
export async function recipientsOf(
  deps: Deps,
  campaign: { readonly id: string; readonly host: string },
  { id: waveId, way, isForUnreached }: Wave,
  invitationId?: string,
): Promise<Reach> {
  const { db, secrets } = deps;
  await refuseErased(db, campaign.id);
  const rows = await openCases(db, campaign.id)
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .innerJoin('person', 'person.id', 'frameUnit.personId')
    .leftJoin('contactCorrection', 'contactCorrection.personId', 'person.id')
    .select(['invitation.id', 'issue', 'serial', 'invitation.hamlet', 'agency.name as agencyName'])
    .select(CONTACT)
    .$if(way === 'email', (query) => query.where(({ not }) => not(lostMessage(BY_EMAIL))))
    .$if(isForUnreached, (query) => query.where(isUnreached(waveId)))
    .$if(invitationId !== undefined, (query) => query.where('invitation.id', '=', invitationId!))
    .orderBy('agency.name')
    .orderBy('serial')
    .execute();
  const named = await namesOrDamage(secrets, campaign.id, rows);
  const shared = way === 'email' ? await sharedEmails(deps, campaign.id) : NO_EMAILS;
  const own = (email: string | null | undefined) =>
    email && !shared.has(emailHash(email)) ? email : null;
  const unreadable: NumberedSlip[] = [];
  const recipients: Recipient[] = [];
  for (const [i, row] of rows.entries()) {
    const person = named[i];
    const { id: invitationId, agencyName, serial, hamlet, hasSharedPhone } = row;
    if (person === 'damaged') {
      unreadable.push({ agencyName, serial });
      continue;
    }
    const recipient = {
      ...{ invitationId, agencyName, serial, hamlet },
      fullName: person?.cameName ?? person?.fullName ?? '',
      phone: hasSharedPhone ? null : (person?.phone ?? null),
      email: own(person?.email),
      address: person?.address ?? null,
      link: linkOf(campaign.host, tokenOf(secrets, row)),
    };
    if (isReached(recipient, way)) recipients.push(recipient);
  }
  return { recipients, unreadable };
}

function isReached({ phone, email }: Recipient, way: Way): boolean {
  if (way === 'email') return email !== null;
  return phone !== null || !(WITH_LINK.includes(way) || way === 'call');
}
