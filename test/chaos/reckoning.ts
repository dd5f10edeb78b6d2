import { closeCampaign } from '#contract/campaigns.ts';
import { FEWEST_RESPONSES } from '#contract/comments.ts';
import type { Answers, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { Visit } from '../../client/respond/visit.ts';
import { cleaned, countable } from '../../server/responses/answers.ts';
import { digestOf } from '../../server/responses/receipt.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { AFTER_GRACE } from '../scenario-collecting.ts';
import { pause } from './chance.ts';
import type { Circumstances, Citizen } from './citizen.ts';
import { chosenSince, hasSeveralCopies, look, lossesOf, nameOf, sitting } from './citizen.ts';
import type { Device } from './device.ts';
import type { ExpectedResponse } from './reckon-crew.ts';
import type { Tally } from './tally.ts';

/** The sky is clear: every telephone is opened once more, what waits is sent, what was kept is looked at. */
export async function openAllOnceMore(citizen: Citizen, around: Circumstances): Promise<void> {
  for (const device of citizen.devices) {
    let isSettled = false;
    // Even in the calm a storage may fail to open, or undo what was under way: one opens the link again.
    for (let attempt = 0; attempt < 4 && !isSettled; attempt += 1)
      await sitting(citizen, device, around, async (_, visit) => {
        if (citizen.isLost) await untilPulled([...citizen.stored.get(device)!.keys()], visit);
        await untilSettled(citizen, device, visit, around);
        citizen.isAsked = visit.scene.value.kind === 'interview';
        if (citizen.isAsked) await checkCopy(citizen, visit, around.tally);
        // A server that failed shows no screen of its own choosing: one opens the link again.
        isSettled = !hasFailed(visit);
      });
  }
}

const hasFailed = ({ scene: { value } }: Visit): boolean =>
  value.kind === 'ended' && value.refusal.code === 'internal';

async function untilSettled(
  citizen: Citizen,
  device: Device,
  visit: Visit,
  around: Circumstances,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const scene = visit.scene.value;
    if (!look(citizen, device, scene, around) || scene.kind === 'interview') return;
    await visit.retry();
    await pause(100);
  }
  around.tally.violation(`${nameOf(citizen)}: still “${visit.scene.value.kind}” on a good network`);
}

/**
 * A fresh telephone shows the questions first; the copy comes after them. Should its storage have undone
 * that step, the page asks again when somebody looks at it, as one does.
 */
async function untilPulled(wanted: readonly string[], visit: Visit): Promise<void> {
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    const answers = answersOn(visit);
    if (wanted.every((code) => answers[code] !== undefined)) return;
    await pause(50);
    if (attempt % 20 === 0) await visit.retry();
  }
}

const answersOn = ({ scene: { value } }: Visit): Answers =>
  value.kind === 'interview' ? value.interview.answers.value : {};

/** What a page said the server has a copy of shows again, on whichever telephone, or one chosen after it. */
async function checkCopy(citizen: Citizen, visit: Visit, tally: Tally): Promise<void> {
  await untilPulled([...citizen.backed.keys()], visit);
  // A telephone with answers of its own shows them first, and the copy's later ones once it has come.
  for (let attempt = 1; attempt <= 20 && missingOf(citizen, visit).length > 0; attempt += 1) {
    await pause(50);
    if (attempt === 10) await visit.retry();
  }
  for (const fault of missingOf(citizen, visit)) tally.violation(`${nameOf(citizen)}: ${fault}`);
}

function missingOf(citizen: Citizen, visit: Visit): string[] {
  const shown = answersOn(visit);
  return [...citizen.backed].flatMap(([code, value]) => {
    const now = JSON.stringify(shown[code]);
    const isKept = now !== undefined && chosenSince(citizen, code, value).includes(now);
    return isKept ? [] : [`the server had ${code} as ${value}, now ${now}`];
  });
}

/**
 * Sealed, cleared away by the browser or without room on the telephone, and the page died before anything
 * had come to the server: nobody can store it. It is accounted for only where the page asks for the answers again instead of thanking.
 */
const isEvictedBeforeArriving = (citizen: Citizen): boolean =>
  citizen.submissions.size > 0 &&
  lossesOf(citizen) > Math.max(0, citizen.promisedAt) &&
  citizen.isAsked;

/** Before the count: who has sealed is received, once, under one receipt, with what was approved. */
export async function checkBox(
  { deps: { db, secrets } }: Office,
  campaignId: string,
  citizens: readonly Citizen[],
  others: readonly ExpectedResponse[],
  tally: Tally,
): Promise<void> {
  const key = await secrets.ballotKey(campaignId);
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'state', 'receiptCode', 'submissionDigest'])
    .where('campaignId', '=', campaignId)
    .execute();
  const invitations = new Map(rows.map((row) => [row.id, row]));
  const { ballots } = await db
    .selectFrom('ballot')
    .select(({ fn }) => fn.countAll<number>().as('ballots'))
    .executeTakeFirstOrThrow();
  const sealed = citizens.filter(({ submissions }) => submissions.size > 0);
  tally.count('citizens who sealed', sealed.length);
  tally.count('ballots in the box', ballots);
  const evicted = sealed.filter(isEvictedBeforeArriving).length;
  tally.count('evicted before arriving, and told so', evicted);
  if (ballots !== sealed.length - evicted + others.length)
    tally.violation(
      `${sealed.length} citizens have sealed, ${evicted} evicted, ${others.length} by other doors, ${ballots} ballots are in the box`,
    );
  for (const citizen of citizens)
    checkOne(citizen, invitations.get(citizen.invitation.id)!, key, tally);
}

interface Received {
  readonly state: string;
  readonly receiptCode: string | null;
  readonly submissionDigest: string | null;
}

function checkOne(citizen: Citizen, received: Received, key: Buffer, tally: Tally): void {
  const { submissions, receipts, approved, devices, evictions } = citizen;
  const wrong = (label: string) => tally.violation(`${nameOf(citizen)}: ${label}`);
  const hasArrived = submissions.size > 0 && !isEvictedBeforeArriving(citizen);
  if ((received.state === 'received') !== hasArrived)
    wrong(
      `is ${received.state} after ${submissions.size} submissions; storage lost ${lossesOf(citizen)} times, the last promise after ${citizen.promisedAt}, asked again: ${citizen.isAsked}`,
    );
  if (!hasArrived && receipts.size > 0) wrong('holds a receipt for what never arrived');
  if (!hasArrived) return;
  if (submissions.size > devices.length + evictions)
    wrong(`${submissions.size} submissions from ${devices.length} telephones`);
  checkReceipts(citizen, received, wrong);
  if (!winner(citizen, received, key)) wrong('what was received is nothing that was sent');
  for (const answers of submissions.values()) {
    const isApproved = hasSeveralCopies(citizen)
      ? Object.entries(JSON.parse(answers)).every(([code, value]) =>
          citizen.chosen.get(code)?.includes(JSON.stringify(value)),
        )
      : approved.has(answers);
    if (!isApproved) wrong('what was sent is not what stood on the check page');
  }
  tally.count('receipts that match');
}

/**
 * One receipt, the server's. Or none: begun under two codes, because a copy never came, the first to send
 * was received, and the other page says no more than “used”.
 */
function checkReceipts(
  { receipts, isToldUsed }: Citizen,
  { receiptCode }: Received,
  wrong: (label: string) => void,
): void {
  const isOwn = receipts.size === 1 && receipts.has(receiptCode ?? '');
  if (isOwn || (receipts.size === 0 && isToldUsed)) return;
  wrong(`holds ${[...receipts]}, the server ${receiptCode}`);
}

/** Of a UUID. */
const ID_LENGTH = 36;

/** The submission that the server has taken, recognised by its digest. */
function winner(
  { submissions, invitation }: Citizen,
  received: Received,
  key: Buffer,
): Answers | undefined {
  for (const [sending, sent] of submissions) {
    const id = sending.slice(0, ID_LENGTH);
    const answers: Answers = JSON.parse(sent);
    const digest = digestOf(invitation.token, id, cleaned(answers), key);
    if (digest === received.submissionDigest) return answers;
  }
  return undefined;
}

/** The box is opened: stratum by stratum the counted responses are those of the citizens, no more, no fewer. */
export async function countAndCompare(
  office: Office,
  campaignId: string,
  citizens: readonly Citizen[],
  others: readonly ExpectedResponse[],
  tally: Tally,
): Promise<void> {
  const { db, secrets } = office.deps;
  const key = await secrets.ballotKey(campaignId);
  const { questionnaire } = await db
    .selectFrom('campaign')
    .select('questionnaire')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const questions = questionsOf(questionnaire);
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'state', 'receiptCode', 'submissionDigest'])
    .where('campaignId', '=', campaignId)
    .execute();
  const cast: string[] = [];
  const expected: { stratum: string; answers: Answered }[] = [];
  const comments: { readonly agencyCode: string; readonly text: string }[] = [];
  const answered = new Map<string, number>();
  for (const citizen of citizens) {
    const answers = winner(citizen, rows.find(({ id }) => id === citizen.invitation.id)!, key);
    if (!answers) continue;
    const counted = countable(cleaned(answers), questions);
    cast.push(lineOf(citizen.invitation.stratum, counted.answers));
    expected.push({ stratum: citizen.invitation.stratum, answers: counted.answers });
    const { agencyCode } = citizen.invitation;
    answered.set(agencyCode, (answered.get(agencyCode) ?? 0) + 1);
    if (counted.comment) comments.push({ agencyCode, text: counted.comment });
  }
  for (const { stratum, agencyCode, answers } of others) {
    cast.push(lineOf(stratum, answers));
    expected.push({ stratum, answers });
    answered.set(agencyCode, (answered.get(agencyCode) ?? 0) + 1);
  }
  const sealed = await sealedLines(office, campaignId, key);
  if (cast.sort().join('\n') !== sealed.sort().join('\n'))
    tally.violation('the sealed answers are not those that the citizens chose');
  office.at(AFTER_GRACE);
  const homeAffairs = await office.as('home_affairs');
  await homeAffairs.call(closeCampaign, { params: { campaignId } });
  const found = await countedLines(office);
  const kept = await keptLines(office, questionnaire, expected);
  const foundComments = await db.selectFrom('comment').select(['agencyCode', 'text']).execute();
  tally.count('responses counted', found.length);
  if (kept.sort().join('\n') !== found.sort().join('\n'))
    tally.violation('the counted answers are not those that the citizens chose');
  const texts = foundComments.map(({ agencyCode, text }) => `${agencyCode} ${text}`);
  const written = comments.map(({ agencyCode, text }) =>
    (answered.get(agencyCode) ?? 0) < FEWEST_RESPONSES ? `null ${text}` : `${agencyCode} ${text}`,
  );
  if (written.sort().join('\n') !== texts.sort().join('\n'))
    tally.violation('the counted comments are not those that the citizens wrote');
}

type Answered = Readonly<Record<string, readonly number[]>>;

/** Every answer of every ballot, as the box holds it. */
async function sealedLines({ deps: { db } }: Office, campaignId: string, key: Buffer) {
  const ballots = await db
    .selectFrom('ballot')
    .select(['id', 'sealed'])
    .where('campaignId', '=', campaignId)
    .execute();
  return ballots.map(({ id, sealed }) => {
    const { stratum, answers } = openBallot(key, campaignId, id, sealed);
    return lineOf(stratum, answers);
  });
}

/** What a counted response keeps of them: its answers within the index, under its response stratum. */
async function keptLines(
  { deps: { db } }: Office,
  { nodes }: Questionnaire,
  responses: readonly { stratum: string; answers: Answered }[],
) {
  const criteria = new Set(nodes.map(({ question }) => question));
  const members = await db.selectFrom('responseStratumMember').selectAll().execute();
  const pooled = new Map(members.map((member) => [member.stratum, member.responseStratum]));
  return responses.map(({ stratum, answers }) => {
    const kept = Object.entries(answers).filter(([question]) => criteria.has(question));
    return lineOf(pooled.get(stratum) ?? '', Object.fromEntries(kept));
  });
}

const lineOf = (stratum: string, answers: Answered): string =>
  `${stratum} ${Object.entries(answers)
    .flatMap(([question, values]) => values.map((value) => `${question}=${value}`))
    .sort()
    .join(' ')}`;

async function countedLines({ deps: { db } }: Office): Promise<string[]> {
  const responses = await db.selectFrom('response').select(['id', 'stratum']).execute();
  const answers = await db.selectFrom('answer').selectAll().execute();
  const given = Map.groupBy(answers, ({ responseId }) => responseId);
  return responses.map(({ id, stratum }) => {
    const values = Map.groupBy(given.get(id) ?? [], ({ question }) => question);
    return lineOf(
      stratum,
      Object.fromEntries([...values].map(([code, all]) => [code, all.map(({ value }) => value)])),
    );
  });
}
