import { randomUUID } from 'node:crypto';
import { openBallot } from '../../../server/responses/sealed-ballot.ts';
import { service, submission } from '../../scenario-collecting.ts';
import type { TestInvitation } from '../../scenario-frozen.ts';
import type { Ask, Reply } from './phones.ts';
import type { LoadedProvince } from './province.ts';

export interface Sent {
  readonly invitationId: string;
  readonly answers: string;
  readonly ask: Ask;
}

const CODES = Object.keys(service(1));
const textOf = (answers: Readonly<Record<string, unknown>>): string =>
  CODES.map((code) => answers[code]).join();

/** No two phones answer alike: the sixteen answers are the phone's number to the base of five. */
export function sentBy({ id, token }: TestInvitation, number: number): Sent {
  const answers = Object.fromEntries(
    CODES.map((code, place) => [code, (Math.floor(number / 5 ** place) % 5) + 1]),
  );
  const path = `/api/responses/${randomUUID()}`;
  const ask = { method: 'PUT', path, body: submission(token, answers) } as const;
  return { invitationId: id, answers: textOf(answers), ask };
}

/** Submissions without a receipt, receipts without their ballot, ballots that are there twice or that nobody sent. */
export async function lostOrTwice(
  province: LoadedProvince,
  sent: readonly Sent[],
  replies: readonly Reply[],
): Promise<number> {
  const { db, secrets, close } = await officeOf(province);
  const { campaignId } = province.campaign;
  const invitations = await db.selectFrom('invitation').select(['id', 'receiptCode']).execute();
  const receipts = new Map(invitations.map(({ id, receiptCode }) => [id, receiptCode]));
  const key = await secrets.ballotKey(campaignId);
  const stored = new Map<string, number>();
  for (const { id, sealed } of await db.selectFrom('ballot').select(['id', 'sealed']).execute()) {
    const text = textOf(openBallot(key, campaignId, id, sealed).answers);
    stored.set(text, (stored.get(text) ?? 0) + 1);
  }
  await close();
  const isKept = ({ invitationId, answers }: Sent, index: number) =>
    replies[index]?.status === 200 &&
    JSON.parse(replies[index].body).code === receipts.get(invitationId) &&
    stored.get(answers) === 1;
  const known = new Set(sent.map(({ answers }) => answers));
  const strange = [...stored.keys()].filter((answers) => !known.has(answers));
  return sent.filter((submission, index) => !isKept(submission, index)).length + strange.length;
}

async function officeOf(province: LoadedProvince) {
  const { deps, close } = await province.office();
  return { ...deps, close };
}
