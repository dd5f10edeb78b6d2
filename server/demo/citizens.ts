import type { Deps } from '../deps.ts';
import { tokenOf } from '../invitations/secret-code.ts';
import type { Accounts } from './accounts.ts';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { DemoClock } from './clock.ts';

/** Of an agency's answers, the share that comes by each door; the rest comes from people's own phones. */
export interface DoorShares {
  readonly paper: number;
  readonly counter: number;
  readonly interview: number;
  /** Of those who answer only when they are asked again: by telephone, or late by themselves. */
  readonly phone: number;
  /** Own phones without scripts. */
  readonly plain: number;
}

/** Nobody comes by another door. */
export const OWN_PHONES: DoorShares = { paper: 0, counter: 0, interview: 0, phone: 0, plain: 0 };

/** Where people answer, by whom they are helped, and the clock that takes them from day to day. */
export interface Fieldwork {
  readonly address: string;
  readonly clock: DemoClock;
  readonly deps: Deps;
  readonly accounts: Accounts;
  readonly doors: (agencyCode: string) => DoorShares;
  /** Added to everybody's satisfaction, in points of the scale of answers. */
  readonly satisfactionShift?: number | undefined;
}

export interface Citizen {
  readonly invitationId: string;
  readonly token: string;
  readonly agencyCode: string;
  readonly stratum: string;
  readonly serial: number;
  readonly chance: Chance;
  readonly agency: Chance;
}

/**
 * People hold the printed slips; here they are made again from their key, as the printing does. What a person does
 * follows from the stratum and their place in it, not from who was drawn: pseudonyms differ with each master key, and
 * published figures of a seed are not to.
 */
export async function invited(
  { deps }: Pick<Fieldwork, 'deps'>,
  campaignId: string,
): Promise<Citizen[]> {
  const rows = await deps.db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .select(['invitation.id', 'issue', 'agencyCode', 'stratum', 'serial', 'campaign.year'])
    .where('campaignId', '=', campaignId)
    .orderBy('stratum')
    .orderBy('serial')
    .execute();
  const places = new Map<string, number>();
  return rows.map(({ agencyCode, stratum, serial, year, ...slip }) => {
    const place = (places.get(stratum) ?? 0) + 1;
    places.set(stratum, place);
    return {
      invitationId: slip.id,
      token: tokenOf(deps.secrets, slip),
      agencyCode,
      stratum,
      serial,
      chance: chanceOf(`${year}|${stratum}|${place}`),
      agency: chanceOf(agencyCode),
    };
  });
}

export type Door = 'self' | keyof DoorShares;
export type Intention = Door | 'silent' | 'declines';

/** Some answer, some decline, some never do either; more at some agencies than at others. */
export function intentionOf(
  { chance, agency, agencyCode }: Citizen,
  doors: Fieldwork['doors'],
): Intention {
  if (chance('decline') < 0.02) return 'declines';
  if (chance('respond') > 0.5 + 0.35 * agency('response rate')) return 'silent';
  let left = chance('door');
  for (const [door, share] of Object.entries(doors(agencyCode)) as [Door, number][]) {
    if (left < share) return door;
    left -= share;
  }
  return 'self';
}
