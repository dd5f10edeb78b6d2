import { createHash } from 'node:crypto';
import * as calls from '#contract/calls.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import { requestErasure } from '#contract/erasures.ts';
import * as rechecks from '#contract/rechecks.ts';
import type { Mode } from '#contract/responses.ts';
import { MODES } from '#contract/responses.ts';
import { decideVoiding, proposeVoiding } from '#contract/voidings.ts';
import type { Crew } from './doors.ts';
import { doorsOf, openCrew } from './doors.ts';
import type { Office } from './office.ts';
import type { AnswersOf } from './scenario-collecting.ts';
import { AFTER_GRACE, collectingCampaign, service } from './scenario-collecting.ts';
import type { TestInvitation } from './scenario-frozen.ts';
import { DICE, HONEST, interviewByCall, WITNESSES } from './scenario-rechecks.ts';
import type { Copy } from './table-copies.ts';
import { copyOf } from './table-copies.ts';

const AGENCIES = ['01981', '05443'];
const PEOPLE = 10;
const FABRICATED = 4;
const DAY = '2026-11-17';

export interface Arrival extends TestInvitation {
  /** Which of the stratum’s answers are this person’s: a number below ten. */
  readonly mark: number;
  /** Whatever the person, the arrival or what it was made of is called in any table. */
  readonly names: ReadonlySet<string>;
}

export interface ManyDoors {
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[];
  readonly copies: Readonly<Record<'before' | 'middle' | 'arrived' | 'end' | 'counted', Copy>>;
}

/** Ten strata, in each of which ten people come by one door; some are voided before, re-checked or erased afterwards. */
export async function manyDoors(office: Office): Promise<ManyDoors> {
  const { db } = office.deps;
  const doorAt = (nth: number) => MODES[Math.floor(nth / PEOPLE) % MODES.length]!;
  const campaign = await collectingCampaign(office, {
    agencies: AGENCIES,
    fields: MODES.map((mode) => `Lĩnh vực ${mode}`),
    peoplePerStratum: PEOPLE,
    phoneOf: (nth) => (doorAt(nth) === 'phone' ? `09${String(10_000_000 + nth)}` : null),
  });
  const doors = new Map(campaign.invitations.map(({ id }, nth) => [id, doorAt(nth)]));
  const door = ({ id }: TestInvitation) => doors.get(id)!;
  const crew = await openCrew(office, campaign);
  await voidSome(crew);
  const before = await copyOf(db);
  const arrivals: Arrival[] = [];
  const waiting = inLots('day', campaign.invitations);
  await arrive(crew, waiting.slice(0, waiting.length / 2), door, arrivals);
  const middle = await copyOf(db);
  await arrive(crew, waiting.slice(waiting.length / 2), door, arrivals);
  const arrived = await copyOf(db);
  for (const { token } of arrivals.filter((_, nth) => nth % 7 === 0))
    await office.nobody.call(requestErasure, { body: { token } });
  await recheckAll(crew);
  const end = await copyOf(db);
  office.at(AFTER_GRACE);
  await campaign.homeAffairs.call(closeCampaign, { params: crew.params });
  return { arrivals, copies: { before, middle, arrived, end, counted: await copyOf(db) } };
}

/** An interviewer’s first calls are voided: the people are asked again. */
async function voidSome({ office, campaign, params }: Crew): Promise<void> {
  const fabricator = await office.as('interviewer');
  for (let nth = 0; nth < FABRICATED; nth += 1) await interviewByCall(params, fabricator);
  const batch = { door: 'phone', takerId: fabricator.staffId!, fromDay: DAY, toDay: DAY } as const;
  const reason = 'Người được hỏi nói không ai gọi';
  const { id: voidingId } = await campaign.homeAffairs.call(proposeVoiding, {
    params,
    body: { ...batch, reason },
  });
  const observer = await office.as('observer');
  const decided = { isConfirmed: true, witness: WITNESSES[0]!.name };
  await observer.call(decideVoiding, { params: { ...params, voidingId }, body: decided });
}

async function arrive(
  crew: Crew,
  people: readonly TestInvitation[],
  door: (person: TestInvitation) => Mode,
  arrivals: Arrival[],
): Promise<void> {
  const { campaign, params, caller } = crew;
  const byDoor = doorsOf(crew);
  for (const next of people) {
    const mode = door(next);
    const held = mode === 'phone' && (await caller.call(calls.takeCall, { params })).call!.caseId;
    const person = held ? campaign.invitations.find(({ id }) => id === held)! : next;
    const mark = markOf(campaign.invitations, person);
    const made = await byDoor[mode](person, answersOf({ ...person, mark }));
    const { personId = '' } = campaign.people.find(({ unitId }) => unitId === person.unitId) ?? {};
    const names = new Set([person.id, person.unitId, person.token, personId, ...made]);
    arrivals.push({ ...person, mark, names });
  }
}

async function recheckAll({ campaign, params }: Crew): Promise<void> {
  const { homeAffairs } = campaign;
  await homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } });
  await homeAffairs.call(rechecks.drawRecheck, {
    params: { ...params, number: '1' },
    body: { dice: DICE, witnesses: WITNESSES },
  });
  const take = async () => (await homeAffairs.call(rechecks.takeRecheckCall, { params })).call;
  for (let call = await take(); call; call = await take())
    await homeAffairs.call(rechecks.recordRecheck, {
      params: { ...params, caseId: call.caseId },
      body: { answers: HONEST },
    });
}

/** Who comes when and who answers what follow from no column, and not from one another. */
function inLots<T extends { readonly token: string }>(lottery: string, people: readonly T[]): T[] {
  const lot = ({ token }: T) => createHash('sha256').update(`${lottery} ${token}`).digest('hex');
  return people.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1));
}

const markOf = (all: readonly TestInvitation[], person: TestInvitation) =>
  inLots(
    'answers',
    all.filter(({ stratum }) => stratum === person.stratum),
  ).findIndex(({ id }) => id === person.id);

const answersOf = (person: Pick<Arrival, 'mark' | 'stratum'>): AnswersOf =>
  service(3, {
    '9.24': (person.mark & 3) + 1,
    '9.25': (person.mark >> 2) + 1,
    comment: commentOf(person),
  });

export const commentOf = ({ mark, stratum }: Pick<Arrival, 'mark' | 'stratum'>): string =>
  `Góp ý ${mark} của ${stratum}`;

/** The mark that such answers carry. */
export const markIn = (first: number, second: number): number => first - 1 + 4 * (second - 1);
