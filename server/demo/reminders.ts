import { addWave, getContactPlan, sendWave, stopSending } from '#contract/contact.ts';
import type { Fieldwork } from './citizens.ts';

const LOOK_EVERY_MS = 250;
/** Eight seconds of what the sender takes; the whole list of a province would take as long as the answers. */
const ENOUGH = 800;

/**
 * A reminder to people with a phone of their own who have not answered, through the province's sender, until Home Affairs
 * stops it.
 */
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
    body: {
      day,
      way: 'sms',
      text: 'Moi Ong/Ba cho y kien ve dich vu cong den het {han}: {link}',
      reason: 'Nhắc thêm vì nhiều người chưa mở phiếu',
    },
  });
  const before = taken();
  const { messages } = await homeAffairs.call(sendWave, { params: { ...params, waveId } });
  const wanted = Math.min(messages, ENOUGH);
  while (taken() - before < wanted) {
    say(`${taken() - before} of ${messages} SMS`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  if (wanted < messages) await homeAffairs.call(stopSending, { params });
  const { waves } = await homeAffairs.call(getContactPlan, { params });
  return waves.find(({ id }) => id === waveId)?.messages.sent ?? 0;
}
