import type { AnswerValue, Question } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { Interview } from '../../client/respond/interview.ts';
import type { Scene } from '../../client/respond/scene.ts';
import type { Visit } from '../../client/respond/visit.ts';
import type { TestInvitation } from '../scenario-frozen.ts';
import type { Chance } from './chance.ts';
import { pause } from './chance.ts';
import type { Device, Page, Send } from './device.ts';
import { PageGone } from './device.ts';
import type { Tally } from './tally.ts';

/** What a citizen has in mind: to send, to stop half way, or to lose the telephone half way. */
export type Plan = 'sends' | 'stops' | 'loses the telephone';

/** A person with one or two telephones, and with a memory of their own to hold the platform to. */
export interface Citizen {
  readonly invitation: TestInvitation;
  readonly plan: Plan;
  readonly devices: readonly Device[];
  /** Every value that was ever chosen for a question, in order, as JSON. */
  readonly chosen: Map<string, string[]>;
  /** And when: two telephones agree on the time no better than replies tell it. */
  readonly chosenAt: Map<string, number[]>;
  /** What each telephone said was stored, as JSON. */
  readonly stored: Map<Device, Map<string, string>>;
  /** The text of the check page at each press of “Gửi”. */
  readonly approved: Set<string>;
  /** As the network saw them: id of the submission and its answers → the answers. */
  readonly submissions: Map<string, string>;
  /** The continuation code, as it was written on the slip. */
  writtenCode: string | undefined;
  readonly receipts: Set<string>;
  /** What a page said the server holds a locked copy of, as JSON: no telephone can lose it. */
  readonly backed: Map<string, string>;
  /** How often a browser has cleared the storage of one of the telephones. */
  evictions: number;
  /** Sealed in the memory of a page that had no room on the telephone: it says that it must stay open. */
  keptInMemory: number;
  /** After how many of both a page last said that the sealed answers are on the telephone. */
  promisedAt: number;
  /** The page that was opened last, in the calm, asks for the answers: it does not call them received. */
  isAsked: boolean;
  /** A page of another code said “used” and no more: which receipt is the first code's to know. */
  isToldUsed: boolean;
  isLost: boolean;
  isOver: boolean;
}

/** A telephone whose storage was cleared begins as another one does: the latest of both counts. */
export const hasSeveralCopies = ({ devices, evictions }: Citizen): boolean =>
  devices.length + evictions > 1;

/** Times at which a telephone may have held nothing of what was sealed. */
export const lossesOf = ({ evictions, keptInMemory }: Citizen): number => evictions + keptInMemory;

/** Replies tell the time to the second. */
const CLOCK_TELLS = 1000;

/** What may be in the place of `value`: itself, what was chosen after it, or on two telephones at once. */
export function chosenSince(citizen: Citizen, code: string, value: string): string[] {
  const chosen = citizen.chosen.get(code) ?? [];
  const times = citizen.chosenAt.get(code) ?? [];
  const from = times[chosen.indexOf(value)];
  if (from === undefined) return [];
  const tolerance = hasSeveralCopies(citizen) ? CLOCK_TELLS : 0;
  return chosen.filter((_, nth) => times[nth]! >= from - tolerance);
}

export const newCitizen = (
  invitation: TestInvitation,
  plan: Plan,
  devices: readonly Device[],
): Citizen => ({
  invitation,
  plan,
  devices,
  chosen: new Map(),
  chosenAt: new Map(),
  stored: new Map(devices.map((device) => [device, new Map()])),
  approved: new Set(),
  submissions: new Map(),
  writtenCode: undefined,
  receipts: new Set(),
  backed: new Map(),
  evictions: 0,
  keptInMemory: 0,
  promisedAt: -1,
  isAsked: false,
  isToldUsed: false,
  isLost: false,
  isOver: false,
});

export const nameOf = ({ invitation, plan, devices }: Citizen): string =>
  `slip ${invitation.agencyCode}/${invitation.serial} (${plan}, ${devices.length} telephones)`;

export interface Circumstances {
  readonly chance: Chance;
  readonly tally: Tally;
  readonly send: Send;
  isOver(): boolean;
}

/** Sits down again and again, until all is done or the time is up. */
export async function live(citizen: Citizen, around: Circumstances): Promise<void> {
  const { chance, tally } = around;
  while (!citizen.isOver && !around.isOver()) {
    const device = chance.pick(citizen.devices);
    if (chance.is(0.15)) evict(citizen, device, tally);
    await sitting(citizen, device, around, async (page, visit) => {
      const timer = chance.is(0.5)
        ? setTimeout(() => {
            tally.count('page killed');
            page.kill();
          }, chance.below(1200))
        : undefined;
      const clearing = chance.is(0.3)
        ? setTimeout(() => evict(citizen, device, tally), chance.below(600))
        : undefined;
      await answerAndSend(citizen, device, visit, page, around).finally(() => {
        clearTimeout(timer);
        clearTimeout(clearing);
      });
    });
    await pause(chance.below(300));
  }
}

/** A page that keeps saying “chưa gửi, không mất” has just seen the sealed answers on the telephone. */
function holdToItsWord(citizen: Citizen, before: Scene, visit: Visit, tally: Tally): void {
  const now = visit.scene.value;
  if (now.kind !== 'waiting') return;
  if (now === before) tally.violation(`${nameOf(citizen)}: says that it waits, and holds nothing`);
  if (visit.isLasting.value) citizen.promisedAt = lossesOf(citizen);
}

/** From here on only what the server has a copy of can be asked of this telephone. */
function evict(citizen: Citizen, device: Device, tally: Tally): void {
  const isSealed = citizen.submissions.size > 0 && citizen.receipts.size === 0;
  const isUnknown = citizen.stored.get(device)!.size > 0 && citizen.backed.size === 0;
  tally.count('storage cleared by the browser');
  if (isSealed) tally.count('… after sealing, before the receipt');
  else if (citizen.backed.size > 0) tally.count('… with a copy on the server');
  else if (isUnknown) tally.count('… with no copy on the server');
  device.evict();
  citizen.stored.get(device)!.clear();
  citizen.evictions += 1;
}

/** A page is opened on the link, used, and is no more; that it dies under one's hands is part of it. */
export async function sitting(
  citizen: Citizen,
  device: Device,
  { tally, send }: Circumstances,
  use: (page: Page, visit: Visit) => Promise<void>,
): Promise<void> {
  const { invitation } = citizen;
  const page = device.open(send);
  tally.count('page opened');
  const work = async () => {
    const storage = await page.modules.openStorage();
    if (!storage.isLasting) return tally.count('storage did not open');
    const visit = page.modules.createVisit(storage, (key) => device.tell(page, key));
    page.visit = visit;
    await visit.arrive(invitation.token);
    await goOnByCode(citizen, visit, tally);
    await use(page, visit);
  };
  try {
    await Promise.race([page.death, work()]);
  } catch (error) {
    if (error instanceof DOMException) tally.count('storage undone in the middle of a step');
    else if (!(error instanceof PageGone)) {
      tally.violation(`a page failed: ${(error as Error).stack}`);
    }
  } finally {
    page.kill();
  }
}

/**
 * Types the written code where the page does not hold it, and writes down the page's own where there is
 * none, or where nothing has ever come to the server under the written one.
 */
async function goOnByCode(citizen: Citizen, visit: Visit, tally: Tally): Promise<void> {
  const scene = visit.scene.value;
  const isUsed = scene.kind === 'ended' && scene.refusal.code === 'invitation_used';
  if (scene.kind !== 'interview' && !isUsed) return;
  const own = scene.kind === 'interview' ? scene.interview.draft.value.code : undefined;
  if (own !== undefined && own === citizen.writtenCode) return;
  if (citizen.writtenCode) {
    try {
      const outcome = await typeCode(visit, citizen.writtenCode);
      tally.count(`code typed in: ${outcome}`);
      if (outcome !== 'unknown') return;
    } catch {
      // No network, or a used slip: as the page says.
      return;
    }
    if (citizen.backed.size > 0)
      tally.violation(
        `${nameOf(citizen)}: the code opens no copy, and the page had said that there is one`,
      );
  }
  if (scene.kind !== 'interview' || own === undefined) return;
  visit.markCodeShown(scene.interview);
  citizen.writtenCode = own;
}

/** A storage that undid the step leaves the box as it was: one presses again. */
async function typeCode(visit: Visit, code: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await visit.continueFrom(code);
    } catch (error) {
      if (!(error instanceof DOMException) || attempt === 3) throw error;
    }
  }
}

async function answerAndSend(
  citizen: Citizen,
  device: Device,
  visit: Visit,
  page: Page,
  around: Circumstances,
): Promise<void> {
  const { chance } = around;
  for (let step = 0; step < 60 && !around.isOver() && !page.isDead; step += 1) {
    const scene = visit.scene.value;
    if (!look(citizen, device, scene, around)) return;
    if (scene.kind === 'interview') {
      noteCopy(citizen, visit, scene.interview);
      if (!(await goOn(citizen, device, visit, page, scene.interview, around))) return;
    } else {
      await pause(20 + chance.below(150));
      const { evictions } = citizen;
      await visit.retry();
      if (evictions === citizen.evictions) holdToItsWord(citizen, scene, visit, around.tally);
    }
  }
}

/** “… có bản dự phòng khóa kín”: the state line's own two conditions. */
function noteCopy(
  { backed, writtenCode }: Citizen,
  { isBackedUp }: Visit,
  interview: Interview,
): void {
  if (!isBackedUp.value || interview.saved.value !== 'saved') return;
  // Under another code it is nobody's but this telephone's.
  if (interview.draft.value.code !== writtenCode) return;
  for (const [code, value] of Object.entries(interview.answers.value))
    backed.set(code, JSON.stringify(value));
}

/** Reads what the page shows; false when there is nothing more to do on it. */
export function look(
  citizen: Citizen,
  device: Device,
  scene: Scene,
  { tally }: Circumstances,
): boolean {
  const name = nameOf(citizen);
  switch (scene.kind) {
    case 'received':
      citizen.receipts.add(scene.kept.code);
      citizen.isOver = true;
      return false;
    case 'setAside':
    case 'ended': {
      const { code, details } = scene.refusal;
      if (code === 'internal') return false;
      const isOther = ['response_already_received', 'invitation_used'].includes(code);
      if (!isOther || citizen.submissions.size === 0)
        tally.violation(`${name}: refused with ${code}`);
      if (details.receipt) citizen.receipts.add(String(details.receipt));
      else if (isOther) citizen.isToldUsed = true;
      tally.count('told that another telephone was first');
      citizen.isOver = true;
      return false;
    }
    case 'interview':
      compare(citizen, device, scene.interview, tally);
      return true;
    case 'forgotten':
    case 'declined':
    case 'code':
      tally.violation(`${name}: the page shows “${scene.kind}”`);
      return false;
    default:
      return true;
  }
}

/** What this telephone said was stored is there, unless the same person has chosen otherwise since. */
function compare(citizen: Citizen, device: Device, interview: Interview, tally: Tally): void {
  const shown = interview.answers.value;
  const stored = citizen.stored.get(device)!;
  for (const [code, value] of stored) {
    const chosen = citizen.chosen.get(code) ?? [];
    const now = JSON.stringify(shown[code]);
    // One telephone: the last stored, or one chosen after it; two: whichever was the later.
    const since = hasSeveralCopies(citizen) ? chosen : chosen.slice(chosen.lastIndexOf(value));
    if (now === undefined || !since.includes(now)) {
      tally.violation(`${nameOf(citizen)}: ${code} was stored as ${value} and shows ${now}`);
    }
    stored.set(code, now ?? value);
  }
}

async function goOn(
  citizen: Citizen,
  device: Device,
  visit: Visit,
  page: Page,
  interview: Interview,
  around: Circumstances,
): Promise<boolean> {
  const { chance, tally } = around;
  const questions = questionsOf(interview.draft.value.opening.questionnaire);
  const open = questions.filter(({ code }) => interview.answers.value[code] === undefined);
  if (chance.is(0.1)) await inAnotherTab(citizen, device, { visit, first: interview }, around);
  if (interview.position.value === 'start') visit.begin(interview, questions[0]!.code);
  if (open.length > (citizen.plan === 'sends' ? 0 : questions.length / 2)) {
    // Quick fingers: a few answers at once, not waiting for each.
    const some = open.slice(0, 1 + chance.below(4));
    if (chance.is(0.2)) some.push(chance.pick(questions));
    await choose(citizen, device, interview, some, around);
    // Somebody calls from the kitchen: long enough for a copy to reach the server.
    await pause(chance.is(0.15) ? 300 + chance.below(400) : chance.below(30));
    return true;
  }
  if (citizen.plan === 'sends') return sendAll(citizen, device, visit, page, interview, around);
  if (citizen.plan === 'stops') {
    citizen.isOver = true;
    return false;
  }
  await pause(100);
  await visit.retry();
  if (!visit.isBackedUp.value || interview.saved.value !== 'saved') return true;
  // A copy under a code that nobody wrote down opens on no other telephone.
  if (interview.draft.value.code !== citizen.writtenCode) return true;
  tally.count('telephone lost, its copy on the server');
  device.lose();
  citizen.isLost = true;
  citizen.isOver = true;
  return false;
}

/** The link is opened once more beside the first page; what is chosen there shows here too. */
async function inAnotherTab(
  citizen: Citizen,
  device: Device,
  { visit, first }: { visit: Visit; first: Interview },
  around: Circumstances,
): Promise<void> {
  around.tally.count('second tab on the same interview');
  await sitting(citizen, device, around, async (_, second) => {
    const scene = second.scene.value;
    if (scene.kind !== 'interview') return;
    const questions = questionsOf(scene.interview.draft.value.opening.questionnaire);
    await choose(citizen, device, scene.interview, [around.chance.pick(questions)], around);
  });
  await visit.follow(first.draft.value.key);
}

async function choose(
  citizen: Citizen,
  device: Device,
  interview: Interview,
  questions: readonly Question[],
  { chance, tally }: Circumstances,
): Promise<void> {
  const values = questions.map((question) => [question.code, valueFor(question, chance)] as const);
  for (const [code, value] of values) {
    citizen.chosen.set(code, [...(citizen.chosen.get(code) ?? []), JSON.stringify(value)]);
    citizen.chosenAt.set(code, [...(citizen.chosenAt.get(code) ?? []), Date.now()]);
  }
  await Promise.all(values.map(([code, value]) => interview.answer(code, value)));
  // Only what the page calls stored is held against it.
  if (interview.saved.value !== 'saved') return;
  // Cleared between the write and this moment: the page hears of it at its next write, and lays all down again.
  if (!device.holdsLastWrite()) return tally.count('answer stored, and cleared in the same moment');
  // All that is on the screen, should the storage have been cleared meanwhile: the page lays it down again.
  for (const [code, value] of Object.entries(interview.answers.value))
    citizen.stored.get(device)!.set(code, JSON.stringify(value));
  tally.count('answer stored on a telephone', values.length);
}

/** Marks composed and decomposed, and signs that have broken other platforms' hashes. */
const COMMENTS = [
  'Cảm ơn',
  'Ca\u0309m o\u031bn nhie\u0302\u0300u',
  'Chờ lâu — “2 buổi”, é',
  'Không có 🙏',
];

function valueFor(question: Question, chance: Chance): AnswerValue {
  if (question.kind === 'comment') return chance.pick(COMMENTS);
  if (question.kind === 'choice')
    return chance.is(0.1) ? null : chance.pick(question.options).value;
  return question.options.map((option) => option.value).filter(() => chance.is(0.5));
}

async function sendAll(
  citizen: Citizen,
  device: Device,
  visit: Visit,
  page: Page,
  interview: Interview,
  { chance, tally }: Circumstances,
): Promise<boolean> {
  interview.goTo('check');
  await pause(30);
  if (interview.saved.value !== 'saved') return true;
  citizen.approved.add(JSON.stringify(interview.answers.value));
  tally.count('press of “send”');
  if (chance.is(0.3)) {
    const hasTime = chance.is(0.5);
    const isTrusting = chance.is(0.5);
    setTimeout(() => {
      if (page.isDead || citizen.isOver) return;
      evict(citizen, device, tally);
      if (hasTime) return;
      // The page dies with its storage, and half of the people believe that all is done.
      citizen.isOver = isTrusting;
      page.kill();
    }, chance.below(80));
  }
  await visit.send('vi');
  if (!visit.isLasting.value) {
    tally.count('sealed in the page’s memory alone');
    citizen.keptInMemory += 1;
  }
  return true;
}
