import { addWave, getContactPlan, sendWave } from '#contract/contact.ts';
import type { Fieldwork } from './citizens.ts';

const LOOK_EVERY_MS = 250;

/** A reminder to everybody with a phone of their own who has not answered, through the province's sender. */
export async function remindBySms(
  { accounts: { homeAffairs } }: Fieldwork,
  campaignId: string,
  day: string,
  taken: () => number,
  say: (text: string) => void,
): Promise<number> {
  const params = { campaignId };
  const { id: waveId } = await homeAffairs.call(addWave, {
    params,
    body: { day, way: 'sms', text: 'Moi Ong/Ba cho y kien ve dich vu cong den het {han}: {link}' },
  });
  const before = taken();
  const { messages } = await homeAffairs.call(sendWave, { params: { ...params, waveId } });
  while (taken() - before < messages) {
    say(`${taken() - before} of ${messages} SMS`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  const { waves } = await homeAffairs.call(getContactPlan, { params });
  return waves.find(({ id }) => id === waveId)?.messages.sent ?? 0;
}
