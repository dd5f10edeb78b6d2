import type { Role } from '#contract/endpoint.ts';
import type { Caller } from './caller.ts';
import type { Citizen, Door, Fieldwork, Intention } from './citizens.ts';
import { intentionOf, invited } from './citizens.ts';
import { assignCases, openInterviewersPhone, openKiosk } from './field-devices.ts';
import { inParallel } from './in-parallel.ts';
import { answerByOwnPhone, decline } from './own-phone.ts';
import type { Clerks } from './paper-desk.ts';
import { openPaperDesk } from './paper-desk.ts';
import { answerWithoutScripts } from './plain-phone.ts';
import { drawForRecheck, workRecheck } from './recheck.ts';
import { callPeople } from './telephone.ts';

interface Person {
  readonly citizen: Citizen;
  readonly intention: Intention;
}
export type Collection = Awaited<ReturnType<typeof openCollection>>;

const CALLS_EACH = 60;
/** Forms that wait for a second entry, and as many on which two clerks differ. */
const FORMS_LEFT = 2;
const AFTERNOON_MS = 6 * 3_600_000;

/** Every door is opened before the first answer; then each day brings what that day brings. */
export async function openCollection(fieldwork: Fieldwork, campaignId: string) {
  const { doors, clock } = fieldwork;
  const citizens = await invited(fieldwork, campaignId);
  const people = new Map(
    citizens.map((citizen): [string, Person] => [
      citizen.invitationId,
      { citizen, intention: intentionOf(citizen, doors) },
    ]),
  );
  const hands = await openHands(fieldwork, campaignId, [...people.values()]);
  const received: Record<Door, number> = { ...NONE };
  const called = new Set<string>();

  /** Who was not reached by telephone answers late, by their own way. */
  const comersOf = (moments: readonly string[], nth: number) =>
    [...people.values()].filter(({ citizen, intention }) =>
      intention === 'phone'
        ? nth === moments.length - 1 && !called.has(citizen.invitationId)
        : Math.floor(citizen.chance('day') * moments.length) === nth,
    );
  const callFrom = async (interviewers: readonly Caller[]) => {
    const calls = { interviewers, calls: CALLS_EACH };
    for (const id of await callPeople(fieldwork, campaignId, people, calls)) called.add(id);
    received.phone = called.size;
  };

  return {
    received,
    devices: hands.devices,
    /** What one of the days brings; before the last one interviewers call. */
    async answerOn(moments: readonly string[], nth: number, say = (_: string) => {}) {
      clock.setTo(moments[nth]!);
      const today = Map.groupBy(comersOf(moments, nth), ({ intention }) => intention);
      const left = nth === moments.length - 1 ? FORMS_LEFT : 0;
      const answer = async (intention: Intention, own: readonly Person[]) => {
        if (intention === 'silent') return;
        await hands[intention](
          own.map(({ citizen }) => citizen),
          left,
        );
        if (intention !== 'declines') received[LATE[intention] ?? intention] += own.length;
        say(`${moments[nth]!.slice(0, 10)}: ${sumOf(received).toLocaleString('en')} received`);
      };
      await Promise.all([...today].map(([intention, own]) => answer(intention, own)));
      if (nth === moments.length - 2) await callFrom(callersOf(fieldwork, 'interviewer'));
    },
    drawRecheck: () => drawForRecheck(fieldwork, campaignId),
    /** Everything that waits at the desk, and the re-check, before the count. */
    async finish(): Promise<number> {
      await hands.finishForms();
      const morning = clock.now();
      const moments = [morning, new Date(morning.getTime() + AFTERNOON_MS)];
      const callers = [...callersOf(fieldwork, 'interviewer'), fieldwork.accounts.homeAffairs];
      return workRecheck(fieldwork, campaignId, { citizens, moments, callers });
    },
  };
}

const NONE: Readonly<Record<Door, number>> = {
  self: 0,
  plain: 0,
  counter: 0,
  interview: 0,
  paper: 0,
  phone: 0,
};
/** By which door somebody comes in the end. */
const LATE: Partial<Record<Door, Door>> = { phone: 'self' };
const sumOf = (received: Readonly<Record<Door, number>>) =>
  Object.values(received).reduce((sum, n) => sum + n, 0);

/** What is done for people of each intention. */
async function openHands(fieldwork: Fieldwork, campaignId: string, people: readonly Person[]) {
  const agenciesWith = (door: Door) => {
    const own = people.filter(({ intention }) => intention === door);
    return [...new Set(own.map(({ citizen }) => citizen.agencyCode))].sort();
  };
  const desk = await openPaperDesk(fieldwork, campaignId, agenciesWith('paper'));
  const kiosks = new Map<string, (citizens: readonly Citizen[]) => Promise<void>>();
  for (const agencyCode of agenciesWith('counter'))
    kiosks.set(agencyCode, await openKiosk(fieldwork, campaignId, agencyCode));
  const homes = await openHomes(fieldwork, campaignId, agenciesWith('interview'), people);
  const each = (act: (fieldwork: Fieldwork, citizen: Citizen) => Promise<void>) => {
    return (citizens: readonly Citizen[]) =>
      inParallel(citizens, (citizen) => act(fieldwork, citizen));
  };
  return {
    devices: kiosks.size + homes.phones,
    self: each(answerByOwnPhone),
    phone: each(answerByOwnPhone),
    plain: each(answerWithoutScripts),
    declines: each(decline),
    async counter(citizens: readonly Citizen[]) {
      for (const [agencyCode, own] of byAgency(citizens)) await kiosks.get(agencyCode)!(own);
    },
    async interview(citizens: readonly Citizen[]) {
      for (const [agencyCode, own] of byAgency(citizens)) await homes.phoneOf.get(agencyCode)!(own);
    },
    paper: (citizens: readonly Citizen[], left: number) =>
      desk.receive(citizens, clerksOf(fieldwork), left),
    finishForms: () => desk.finish(clerksOf(fieldwork)),
  };
}

const byAgency = (citizens: readonly Citizen[]) =>
  Map.groupBy(citizens, ({ agencyCode }) => agencyCode);

/** Each agency's cases are one interviewer's; some of them nobody will meet. */
async function openHomes(
  fieldwork: Fieldwork,
  campaignId: string,
  agencies: readonly string[],
  people: readonly Person[],
) {
  const interviewers = fieldwork.accounts.allOf('interviewer');
  const phones: ((citizens: readonly Citizen[]) => Promise<void>)[] = [];
  if (agencies.length > 0)
    for (const interviewer of interviewers)
      phones.push(await openInterviewersPhone(fieldwork, campaignId, interviewer));
  const phoneOf = new Map<string, (citizens: readonly Citizen[]) => Promise<void>>();
  for (const [nth, agencyCode] of agencies.entries()) {
    const hand = nth % interviewers.length;
    const cases = people
      .filter(({ citizen }) => citizen.agencyCode === agencyCode)
      .filter(({ citizen, intention }) =>
        intention === 'silent' ? citizen.chance('visited') < 0.2 : intention === 'interview',
      )
      .map(({ citizen }) => citizen);
    await assignCases(fieldwork, campaignId, interviewers[hand]!, cases);
    phoneOf.set(agencyCode, phones[hand]!);
  }
  return { phoneOf, phones: phones.length };
}

const callersOf = ({ accounts }: Fieldwork, role: Role): Caller[] =>
  accounts.allOf(role).map(({ caller }) => caller);

function clerksOf(fieldwork: Fieldwork): Clerks {
  const third = fieldwork.accounts.homeAffairs;
  const [first = third, second = third] = callersOf(fieldwork, 'entry');
  return [first, second, third];
}
