import type { MessageValues, WaveTerms } from '#contract/contact.ts';
import { messageText, smsLimit, WITH_LINK } from '#contract/contact.ts';
import { problem } from '../../problem.ts';

/** Refuses an SMS that would be two for anybody, and a message without its link. */
export function requireFitting({ way, text }: WaveTerms, longest: readonly MessageValues[]): void {
  if (!WITH_LINK.includes(way)) return;
  if (!text.includes('{link}')) throw problem('message_without_link');
  if (way !== 'sms') return;
  for (const values of longest) {
    const written = messageText(text, values);
    const limit = smsLimit(written);
    if (written.length > limit)
      throw problem('message_too_long', { length: written.length, limit });
  }
}
