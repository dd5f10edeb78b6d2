import { closeCampaign } from '#contract/campaigns.ts';
import type { Office } from './office.ts';
import type { AnswersOf, CollectingCampaign, CollectingOptions } from './scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign } from './scenario-collecting.ts';
import type { TestInvitation } from './scenario-frozen.ts';

export interface GivenResponse {
  readonly stratum: string;
  readonly agencyCode: string;
  readonly fieldCode: string;
  readonly answers: AnswersOf;
}

export interface AnsweredOptions extends CollectingOptions {
  /** What the nth invited person of a stratum answers; null for no response. */
  readonly answers: (invitation: TestInvitation, place: number) => AnswersOf | null;
}

export interface AnsweredCampaign extends CollectingCampaign {
  /** The test's own copy of what was sent: the truth that figures are checked against. */
  readonly given: readonly GivenResponse[];
}

/** A closed campaign that was answered through HTTP. */
export async function answeredCampaign(
  office: Office,
  options: AnsweredOptions,
): Promise<AnsweredCampaign> {
  const campaign = await collectingCampaign(office, options);
  const { questionnaireVersion } = options.terms ?? {};
  const places = new Map<string, number>();
  const given: GivenResponse[] = [];
  const sent: Promise<unknown>[] = [];
  const changes = questionnaireVersion ? { questionnaireVersion } : {};
  for (const invitation of campaign.invitations) {
    const { stratum, agencyCode, token } = invitation;
    const place = places.get(stratum) ?? 0;
    places.set(stratum, place + 1);
    const answers = options.answers(invitation, place);
    if (answers === null) continue;
    sent.push(answer(office, token, answers, changes));
    given.push({ stratum, agencyCode, fieldCode: stratum.slice(agencyCode.length + 1), answers });
  }
  // What comes together is stored together: an answer that comes alone costs the database three times as much.
  await Promise.all(sent);
  office.at(AFTER_GRACE);
  const { campaignId } = campaign;
  await campaign.homeAffairs.call(closeCampaign, { params: { campaignId } });
  return { ...campaign, given };
}

/** A seeded stream in [0, 1), the same on every run (Park & Miller 1988). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Service answers with a given leaning; about one in eight items is “not come across this”. */
export function leaning(random: () => number, satisfied: number): AnswersOf {
  return Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => {
      const value = random() < satisfied ? 4 + Math.round(random()) : 1 + Math.floor(random() * 3);
      return [`9.${index + 24}`, random() < 0.125 ? null : value];
    }),
  );
}
