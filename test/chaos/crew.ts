import type { Mode } from '#contract/responses.ts';
import type { Interview } from '../../client/respond/interview.ts';
import type { Visit } from '../../client/respond/visit.ts';
import type { TestInvitation } from '../scenario-frozen.ts';
import type { Chance } from './chance.ts';
import { pause } from './chance.ts';
import type { Circumstances } from './citizen.ts';
import type { Device, Make, Page, Send } from './device.ts';
import { newDevice, PageGone } from './device.ts';
import type { Crew } from './hire-crew.ts';
import type { PageModules } from './page.ts';
import type { Tally } from './tally.ts';

/** One person whom every door asks; what each of them heard is another answer. */
export interface AskedPerson {
  readonly invitation: TestInvitation;
  readonly answers: Readonly<Record<Mode, Readonly<Record<string, number>>>>;
  /** Doors that have begun to seal: a kill leaves open whether they have. */
  readonly tried: Set<Mode>;
  /** Doors whose screen has said that it is sealed, or received. */
  readonly sealed: Set<Mode>;
}

const PIN = 'lúa7chín';
const CODES = Array.from({ length: 16 }, (_, nth) => `9.${nth + 24}`);

export function newPerson(invitation: TestInvitation, chance: Chance): AskedPerson {
  const any = () => Object.fromEntries(CODES.map((code) => [code, 1 + chance.below(5)]));
  const answers = { self: any(), counter: any(), paper: any(), interview: any(), phone: any() };
  return { invitation, answers, tried: new Set(), sealed: new Set() };
}

export interface CrewDevices {
  readonly kiosks: readonly Device[];
  readonly telephones: readonly Device[];
  readonly phones: ReadonlyMap<AskedPerson, Device>;
}

/** Before the storm: Home Affairs enrols them at its own desk. */
export async function enrolCrew(
  crew: Crew,
  people: readonly AskedPerson[],
  make: Make,
  around: Circumstances,
): Promise<CrewDevices> {
  const kiosks = crew.kioskCodes.map(() => newDevice(make, around.chance));
  const telephones = crew.telephoneCodes.map(() => newDevice(make, around.chance));
  for (const [nth, device] of kiosks.entries())
    await untilDone(device, around, async ({ modules }) => {
      const kiosk = modules.createKiosk(await modules.openDeviceStore());
      await kiosk.start();
      if (kiosk.state.value === 'enrol') await kiosk.enrol(crew.kioskCodes[nth]!);
      return kiosk.state.value === 'open';
    });
  for (const [nth, device] of telephones.entries())
    await untilDone(device, around, async ({ modules }) => {
      const interviewer = new modules.Interviewer(await modules.openDeviceStore());
      await interviewer.start();
      if (interviewer.state.value === 'locked') await interviewer.unlock(PIN);
      if (interviewer.state.value === 'enrol')
        await interviewer.enrol(crew.telephoneCodes[nth]!, PIN);
      await interviewer.sync();
      return interviewer.cases.value.length > 0;
    });
  return {
    kiosks,
    telephones,
    phones: new Map(people.map((person) => [person, newDevice(make, around.chance)])),
  };
}

/** Opens the device again and again; a storage that undoes a step, or a kill, is one more try. */
async function untilDone(
  device: Device,
  around: Circumstances,
  work: (page: Page) => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (await sit(device, around, work)) return;
    await pause(50);
  }
  around.tally.violation('a device of the crew came to no end on a good network');
}

async function sit(
  device: Device,
  { send }: Circumstances,
  work: (page: Page) => Promise<boolean>,
  killAfter?: number,
): Promise<boolean> {
  const page = device.open(send);
  const timer = killAfter === undefined ? undefined : setTimeout(() => page.kill(), killAfter);
  try {
    return await Promise.race([page.death, work(page)]);
  } catch (error) {
    const isExpected =
      error instanceof PageGone ||
      error instanceof DOMException ||
      // Of a page's own bundle: its classes are not ours.
      ['Unheard', 'Refusal'].includes((error as Error).name);
    if (!isExpected) throw error;
    return false;
  } finally {
    clearTimeout(timer);
    page.kill();
  }
}

async function fillIn(person: AskedPerson, door: Mode, interview: Interview): Promise<void> {
  for (const [code, value] of Object.entries(person.answers[door]))
    await interview.answer(code, value);
}

async function sendAs(person: AskedPerson, door: Mode, visit: Visit, around: Circumstances) {
  const scene = visit.scene.value;
  if (scene.kind !== 'interview') return;
  await fillIn(person, door, scene.interview);
  person.tried.add(door);
  await visit.send('vi');
  if (visit.scene.value.kind === 'interview' || person.sealed.has(door)) return;
  person.sealed.add(door);
  around.tally.count(`crew: sealed by ${door}`);
}

/** A person comes to the counter, types the digits, answers, and leaves; now and then somebody pulls the plug. */
export async function workKiosk(
  device: Device,
  people: readonly AskedPerson[],
  around: Circumstances,
): Promise<void> {
  const { chance } = around;
  for (const person of shuffled(people, chance)) {
    if (around.isOver()) return;
    await sit(
      device,
      around,
      async ({ modules }) => {
        const kiosk = modules.createKiosk(await modules.openDeviceStore());
        void kiosk.start().catch(() => undefined);
        for (let wait = 0; wait < 50 && !kiosk.visit.value; wait += 1) await pause(20);
        const visit = kiosk.visit.value;
        if (!visit) return false;
        await visit.open(person.invitation.code);
        await sendAs(person, 'counter', visit, around);
        return true;
      },
      chance.is(0.3) ? chance.below(800) : undefined,
    );
    await pause(chance.below(200));
  }
}

/** From house to house: an attempt, an interview, a kill, and on. */
export async function workTelephone(
  device: Device,
  people: readonly AskedPerson[],
  around: Circumstances,
): Promise<void> {
  const { chance, tally } = around;
  while (!around.isOver()) {
    await sit(
      device,
      around,
      async ({ modules }) => {
        const interviewer = new modules.Interviewer(await modules.openDeviceStore());
        await interviewer.start();
        await interviewer.unlock(PIN);
        for (const known of shuffled(interviewer.cases.value, chance)) {
          if (around.isOver()) break;
          const person = people.find(({ invitation }) => invitation.id === known.caseId)!;
          if (chance.is(0.3)) {
            await interviewer.record(known.caseId, 'no_answer');
            tally.count('crew: attempts noted');
            continue;
          }
          await interviewer.interview(known);
          await sendAs(person, 'interview', interviewer.visit.value!, around);
          await interviewer.leaveInterview();
        }
        await interviewer.sync();
        return true;
      },
      chance.is(0.5) ? 400 + chance.below(1500) : undefined,
    );
    await pause(chance.below(300));
  }
}

/** The same people's own telephones. */
export async function answerAtHome(
  device: Device,
  person: AskedPerson,
  around: Circumstances,
): Promise<void> {
  await pause(around.chance.below(3000));
  await sit(device, around, async ({ modules }) => {
    const visit = modules.createVisit(await modules.openStorage(), () => undefined);
    await visit.arrive(person.invitation.token);
    await sendAs(person, 'self', visit, around);
    // A page that has no room on the telephone says that it must stay open; this one is closed.
    if (visit.isLasting.value || visit.scene.value.kind === 'received') return true;
    if (person.sealed.delete('self')) around.tally.count('crew: sealed in a page’s memory alone');
    return true;
  });
}

/** A round of calls at the office's telephone: whom the queue names, an outcome or the answers, and the next one. */
export async function callPeople(
  { device, cookie, campaignId }: CallDesk,
  people: readonly AskedPerson[],
  around: Circumstances,
  killWithin?: number,
): Promise<void> {
  const { chance, tally } = around;
  const send: Send = (path, init) =>
    around.send(path, { ...init, headers: { ...init.headers, cookie } });
  while (!around.isOver()) {
    const isDone = await sit(
      device,
      { ...around, send },
      async ({ modules }) => {
        const calls = modules.createCalls(modules.createSession().ask, campaignId);
        await calls.load();
        while (!around.isOver() && !calls.isQueueEmpty.value) {
          await callNext(calls, people, chance, tally);
          await pause(20);
        }
        return true;
      },
      // A request that hangs is given up with the page.
      killWithin && 600 + chance.below(killWithin),
    );
    if (isDone) return;
  }
}

async function callNext(
  calls: ReturnType<PageModules['createCalls']>,
  people: readonly AskedPerson[],
  chance: Chance,
  tally: Tally,
): Promise<void> {
  if (!calls.work.value.value) return calls.load();
  if (!calls.call.value) await calls.take.run();
  const onTheLine = calls.call.value;
  if (!onTheLine) return;
  const person = people.find(({ invitation }) => invitation.id === onTheLine.caseId);
  if (!person || chance.is(0.2)) {
    await calls.record.run('no_answer', null);
    if (!calls.call.value) tally.count('crew: calls without an answer');
    return;
  }
  for (const [code, value] of Object.entries(person.answers.phone)) calls.type(code, String(value));
  person.tried.add('phone');
  await calls.send.run();
  if (!calls.receipt.value || person.sealed.has('phone')) return;
  person.sealed.add('phone');
  tally.count('crew: sealed by phone');
}

export interface CallDesk {
  readonly device: Device;
  /** Of the interviewer's session. */
  readonly cookie: string;
  readonly campaignId: string;
}

/** Strips come in the post. */
export async function receiveStrips(
  desk: StripDesk,
  people: readonly AskedPerson[],
  around: Circumstances,
): Promise<void> {
  const { chance } = around;
  for (const person of shuffled(people, chance)) {
    if (around.isOver()) return;
    await pause(500 + chance.below(1500));
    if (around.isOver()) return;
    await scanStrip(desk, person, around);
  }
}

/** A clerk whose reply was lost scans the strip again and hears that it is received. */
export async function scanUnheard(
  desk: StripDesk,
  people: readonly AskedPerson[],
  around: Circumstances,
): Promise<void> {
  for (const person of people.filter(({ tried }) => tried.has('paper')))
    for (let attempt = 0; !desk.heard.has(person); attempt += 1) {
      if (attempt === 40) return around.tally.violation('a strip came to no end on a good network');
      await scanStrip(desk, person, around);
    }
}

export interface StripDesk {
  readonly crew: Crew;
  readonly campaignId: string;
  /** Whose strip the server has told what it is. */
  readonly heard: Set<AskedPerson>;
}

async function scanStrip(
  { crew, campaignId, heard }: StripDesk,
  person: AskedPerson,
  { tally, send }: Circumstances,
): Promise<void> {
  person.tried.add('paper');
  const reply = await send(`/api/campaigns/${campaignId}/paper/strips`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: crew.clerk },
    body: JSON.stringify({ number: crew.strips.get(person.invitation.id) }),
    signal: AbortSignal.timeout(2000),
  }).catch(() => undefined);
  const found = await reply?.json().catch(() => undefined);
  if (!found?.outcome && found?.code !== 'strip_received') return;
  heard.add(person);
  tally.count('crew: strips scanned');
  if (found.outcome === 'awaits_form') person.sealed.add('paper');
}

/** The sky is clear: every device is opened until nothing waits on it. */
export async function settleCrew(
  { kiosks, telephones, phones }: CrewDevices,
  around: Circumstances,
): Promise<void> {
  for (const device of kiosks)
    await untilDone(device, around, async ({ modules }) => {
      const kiosk = modules.createKiosk(await modules.openDeviceStore());
      await kiosk.start();
      return kiosk.state.value === 'open' && kiosk.unsent.value === 0;
    });
  for (const device of telephones)
    await untilDone(device, around, async ({ modules }) => {
      const interviewer = new modules.Interviewer(await modules.openDeviceStore());
      await interviewer.start();
      await interviewer.unlock(PIN);
      await interviewer.sync();
      return interviewer.counts.value.unsent === 0 && !interviewer.isUnsent.value;
    });
  for (const [person, device] of phones)
    await untilDone(device, around, async ({ modules }) => {
      const visit = modules.createVisit(await modules.openStorage(), () => undefined);
      await visit.arrive(person.invitation.token);
      await visit.retry();
      return !['sending', 'waiting', 'unreached', 'arriving'].includes(visit.scene.value.kind);
    });
}

function shuffled<T>(all: readonly T[], chance: Chance): T[] {
  return all
    .map((value) => ({ value, place: chance.next() }))
    .sort((first, second) => first.place - second.place)
    .map(({ value }) => value);
}
