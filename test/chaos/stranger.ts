import { draftName } from '#contract/draft-seal.ts';
import type { Scene } from '../../client/respond/scene.ts';
import type { TestInvitation } from '../scenario-frozen.ts';
import { pause } from './chance.ts';
import type { Circumstances } from './citizen.ts';
import type { Device } from './device.ts';
import { PageGone } from './device.ts';

const PATIENCE = 2000;

/** Somebody with the slips' PDF: opens a link again and again on a device of their own, and asks the server. */
export async function pry(
  { token }: TestInvitation,
  newDevice: () => Device,
  around: Circumstances,
): Promise<void> {
  const { chance, tally } = around;
  while (!around.isOver()) {
    await pause(500 + chance.below(4000));
    tally.count('stranger looked at a slip');
    const learned = [
      ...(await readPage(token, newDevice(), around)),
      ...(await ask(token, around)),
    ];
    if (learned.length > 0) {
      tally.count('stranger learned something');
      tally.violation(`a stranger learned ${learned.join(', ')}`);
    }
  }
}

async function readPage(token: string, device: Device, { send }: Circumstances): Promise<string[]> {
  const page = device.open(send);
  const work = async () => {
    const visit = page.modules.createVisit(await page.modules.openStorage(), () => undefined);
    await visit.arrive(token);
    await visit.retry();
    return [
      ...(await wordsOf(visit.scene.value)),
      ...(visit.hasNews.value ? ['of another phone'] : []),
    ];
  };
  try {
    return await Promise.race([page.death, work()]);
  } catch (error) {
    if (error instanceof PageGone || error instanceof DOMException) return [];
    throw error;
  } finally {
    page.kill();
  }
}

/** Nothing but the questions without an answer, that the slip was used, and what the network does. */
async function wordsOf(scene: Scene): Promise<string[]> {
  switch (scene.kind) {
    case 'interview':
      return Object.keys(scene.interview.answers.value);
    case 'unreached':
      return [];
    case 'ended':
      return Object.keys(scene.refusal.details).filter(
        (name) => !['hotline', 'incident'].includes(name),
      );
    default:
      return [`“${scene.kind}”`];
  }
}

/** By every name and number that a link gives. */
async function ask(token: string, { send }: Circumstances): Promise<string[]> {
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(PATIENCE);
    const asked = { method: 'POST', headers, body: JSON.stringify(body), signal };
    const reply = await send(path, asked).catch(() => undefined);
    return (await reply?.json().catch(() => undefined)) ?? {};
  };
  const draft = await post('/api/draft', { token, name: await draftName(token) });
  const receipts = await post('/api/receipts', { token, submissionId: crypto.randomUUID() });
  return [draft.sealed && 'a draft', receipts.receipt && 'a receipt'].filter(
    (word): word is string => Boolean(word),
  );
}
