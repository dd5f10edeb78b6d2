import { computed, signal } from '@preact/signals';
import type { Campaign } from '#contract/campaigns.ts';
import type { CONTACT_PURPOSES } from '#contract/contact.ts';
import {
  addWave,
  getContactPlan,
  messageText,
  recordBounces,
  removeWave,
  sendWave,
  smsLimit,
  stopSending,
} from '#contract/contact.ts';
import type { Way } from '#contract/contact-ways.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type ContactPlanModel = ReturnType<typeof createContactPlan>;

const FIRST_TEXT = 'Moi Ong/Ba cho y kien ve dich vu cong den het {han}: {link}';
/** The longest that a link may be (fieldwork.md §2). */
const LONGEST_LINK = 'x'.repeat(45);

export const REACHES = ['open', 'unreached'] as const;
type Reach = (typeof REACHES)[number];

/** Several saved messages as one mailbox (RFC 4155). */
const mailboxOf = (files: readonly File[]): BlobPart[] =>
  files.flatMap((file) => ['From - Thu Jan  1 00:00:00 1970\n', file, '\n\n']);

export function createContactPlan(
  ask: Ask,
  { id: campaignId, collectTo, stage }: Pick<Campaign, 'id' | 'collectTo' | 'stage'>,
) {
  const params = { campaignId };
  const plan = createLoaded(() => ask(getContactPlan, { params }));
  const day = signal('');
  const way = signal<Way>('sms');
  const text = signal(FIRST_TEXT);
  const reach = signal<Reach>('open');
  const reason = signal('');
  /** While answers come in the plan is changed, with a reason. */
  const isChange = stage === 'collecting';
  const given = () => (isChange ? { reason: reason.value } : {});
  return {
    plan,
    day,
    way,
    text,
    reach,
    reason,
    isChange,
    purpose: signal<(typeof CONTACT_PURPOSES)[number]>('send'),
    /** How long an SMS becomes with the longest link; names of agencies come on top. */
    length: computed(() => {
      const written = messageText(text.value, { link: LONGEST_LINK, agencyName: '', collectTo });
      return { n: written.length, limit: smsLimit(written) };
    }),
    add: createAct(async () => {
      const isForUnreached = reach.value === 'unreached';
      const wave = { day: day.value, way: way.value, text: text.value, isForUnreached };
      await ask(addWave, { params, body: { ...wave, ...given() } });
      reason.value = '';
      await plan.load();
    }),
    remove: createAct(async (waveId: string) => {
      await ask(removeWave, { params: { campaignId, waveId }, body: given() });
      reason.value = '';
      await plan.load();
      return true;
    }),
    send: createAct(async (waveId: string) => {
      const { messages } = await ask(sendWave, { params: { campaignId, waveId } });
      await plan.load();
      return messages;
    }),
    recordBounces: createAct(async (files: readonly File[]) => {
      const taken = await ask(recordBounces, { params }, new Blob(mailboxOf(files)));
      await plan.load();
      return taken;
    }),
    stop: createAct(async () => {
      const { stopped } = await ask(stopSending, { params });
      await plan.load();
      return stopped;
    }),
  };
}
