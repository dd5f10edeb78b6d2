import { randomUUID } from 'node:crypto';
import * as calls from '#contract/calls.ts';
import * as devices from '#contract/devices.ts';
import * as paper from '#contract/paper.ts';
import type { Submission } from '#contract/responses.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import * as visits from '#contract/visits.ts';
import type { Caller, Office } from './office.ts';
import type { CollectingCampaign } from './scenario-collecting.ts';
import { answer, collectingCampaign, OPEN_DAY, service } from './scenario-collecting.ts';
import { newDevice, parcel } from './scenario-devices.ts';
import type { TestInvitation } from './scenario-frozen.ts';

/** Of which few are planted. */
export const FEW = '01981';
const MANY = '05443';
const PEOPLE = 30;
const ANSWERS = 27;
const LATER = '2026-11-24T03:00:00Z';
const ON_PHONE = {
  page: 'scripts',
  device: 'phone',
  seconds: { '9-access': 200 },
  changes: 0,
} as const;

type Way = (nth: number) => Promise<unknown>;
interface Round {
  readonly office: Office;
  readonly campaign: CollectingCampaign;
  readonly params: { campaignId: string };
  readonly people: readonly TestInvitation[];
  readonly caller: Caller;
  readonly kiosk: string;
  readonly telephone: string;
}

/**
 * Two agencies of which 27 of 30 answered. Where few are planted, of the first agency two answered at a kiosk, two at
 * home, one on paper, one by telephone, two in English, two without scripts, one on a tablet, one in haste, one with
 * many changes, two with a comment, two a week later; else all by their own phones on one day. Answers and people
 * are the same.
 */
export async function roundWithFew(office: Office, isPlanted: boolean) {
  const campaign = await collectingCampaign(office, {
    agencies: [FEW, MANY],
    fields: ['Hộ tịch'],
    peoplePerStratum: PEOPLE,
    design: { responseRate: 0.7, expectedProportion: 0.8 },
  });
  const round = await preparedRound(office, campaign);
  const usual = byLink(round, {});
  const planted = isPlanted ? plantedWays(round, await clerksOf(office)) : {};
  const others = campaign.invitations.filter(({ agencyCode }) => agencyCode === MANY);
  const nths = [...round.people.keys()];
  await Promise.all([
    ...nths.filter((nth) => !planted[nth]).map(usual),
    ...others
      .slice(0, ANSWERS)
      .map(({ token }, nth) => answer(office, token, answersOf(nth), { paradata: ON_PHONE })),
  ]);
  for (const nth of nths) await planted[nth]?.(nth);
  office.at(LATER);
  return campaign;
}

/** In both rounds packs are out, cases are assigned, devices enrolled and one person is on the line. */
async function preparedRound(office: Office, campaign: CollectingCampaign): Promise<Round> {
  const { homeAffairs, invitations, campaignId } = campaign;
  const params = { campaignId };
  office.at(OPEN_DAY);
  await homeAffairs.call(paper.issuePaperPacks, { params, body: { agencyCode: null } });
  const caller = await office.as('interviewer', MANY);
  const visitor = (await office.as('interviewer')).staffId!;
  const { call } = await caller.call(calls.takeCall, { params });
  const own = invitations.filter(({ agencyCode }) => agencyCode === FEW);
  // Whom the queue gave comes last of those who answer.
  const others = own.filter(({ id }) => id !== call!.caseId);
  const people = [...others.slice(0, ANSWERS - 1), own.find(({ id }) => id === call!.caseId)!];
  const serials = people.slice(2, 4).map(({ serial }) => serial);
  const body = { staffId: visitor, agencyCode: FEW, serials };
  await homeAffairs.call(visits.assignVisits, { params, body });
  const placed = { kind: 'kiosk', name: 'Quầy', agencyCode: FEW } as const;
  const owned = { kind: 'interviewer', name: 'Máy', staffId: visitor } as const;
  const { deviceKey: kiosk } = await newDevice(office, campaign, placed);
  const { deviceKey: telephone } = await newDevice(office, campaign, owned);
  return { office, campaign, params, people, caller, kiosk, telephone };
}

const answersOf = (nth: number, more = {}) => service(1 + ((nth * 7) % 5), more);

const byLink =
  ({ office, people }: Round, changes: Partial<Submission>, more = {}): Way =>
  (nth) =>
    answer(office, people[nth]!.token, answersOf(nth, more), { paradata: ON_PHONE, ...changes });

const clerksOf = async (office: Office) => [await office.as('entry'), await office.as('entry')];

function plantedWays(round: Round, clerks: readonly Caller[]): Readonly<Record<number, Way>> {
  const [atCounter, atHome] = [byKiosk(round), byVisit(round)];
  const inEnglish = byLink(round, { language: 'en' });
  const onPlainPage = byLink(round, { paradata: { page: 'plain' } });
  const afterAWeek: Way = async (nth) => {
    round.office.at(LATER);
    await byLink(round, {})(nth);
    round.office.at(OPEN_DAY);
  };
  return {
    0: atCounter,
    1: atCounter,
    2: atHome,
    3: atHome,
    4: onPaper(round, clerks),
    5: inEnglish,
    6: inEnglish,
    7: onPlainPage,
    8: onPlainPage,
    9: byLink(round, { paradata: { ...ON_PHONE, device: 'tablet' } }),
    10: byLink(round, { paradata: { ...ON_PHONE, seconds: { '9-access': 5 } } }),
    11: byLink(round, { paradata: { ...ON_PHONE, changes: 9 } }),
    12: byLink(round, {}, { comment: 'Chờ lâu quá' }),
    13: byLink(round, {}, { comment: 'Cán bộ vui vẻ' }),
    14: afterAWeek,
    15: afterAWeek,
    [ANSWERS - 1]: byTelephone(round),
  };
}

const byKiosk =
  ({ office, campaign, people, kiosk }: Round): Way =>
  async (nth) => {
    const content = { slip: people[nth]!.token, answers: answersOf(nth) };
    const { submissionId, sealed } = await parcel(office, campaign, kiosk, null, content);
    const body = { deviceKey: kiosk, ...sealed };
    await office.nobody.call(devices.submitAtKiosk, { params: { submissionId }, body });
  };

const byVisit =
  ({ office, campaign, people, telephone }: Round): Way =>
  async (nth) => {
    const caseId = people[nth]!.id;
    const content = { answers: answersOf(nth) };
    const { submissionId, sealed } = await parcel(office, campaign, telephone, caseId, content);
    const body = { deviceKey: telephone, ...sealed };
    await office.nobody.call(visits.submitVisit, { params: { caseId, submissionId }, body });
  };

const byTelephone =
  ({ people, params, caller }: Round): Way =>
  async (nth) => {
    const [caseId, submissionId] = [people[nth]!.id, randomUUID()];
    const { boxKey } = await caller.call(calls.readCalls, { params });
    const body = await sealInterview(boxKey, boundTo(caseId, submissionId), {
      questionnaireVersion: 'sipas-2023-2026',
      language: 'vi',
      answers: answersOf(nth),
    });
    await caller.call(calls.submitCall, { params: { ...params, caseId, submissionId }, body });
  };

function onPaper({ office, params, people }: Round, clerks: readonly Caller[]): Way {
  const { db } = office.deps;
  return async (nth) => {
    const { id, stratum } = people[nth]!;
    const { caseNumber } = await db
      .selectFrom('paperCase')
      .select('caseNumber')
      .where('invitationId', '=', id)
      .executeTakeFirstOrThrow();
    await clerks[0]!.call(paper.receiveStrip, { params, body: { number: caseNumber } });
    const { number } = await db
      .selectFrom('paperForm')
      .select('number')
      .where('stratum', '=', stratum)
      .where('state', '=', 'printed')
      .orderBy('number')
      .limit(1)
      .executeTakeFirstOrThrow();
    const answers = answersOf(nth) as Submission['answers'];
    for (const clerk of clerks)
      await clerk.call(paper.keyForm, { params: { ...params, number }, body: { answers } });
  };
}
