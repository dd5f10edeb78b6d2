import { writtenDay } from '#contract/written-day.ts';
import refusals from '../../locales/refusals.vi.json' with { type: 'json' };
import { HotlineText } from '../HotlineText.tsx';
import type { Refused } from '../stored-draft.ts';
import { addTexts, t } from '../texts.ts';

addTexts(refusals);

/** Codes whose sentence needs a value of the refusal, and the sentence without it. */
const PLAIN: Readonly<Record<string, string>> = {
  campaign_not_open: 'from',
  campaign_closed: 'closedOn',
};

const KNOWN = [
  'response_already_received',
  'invitation_replaced',
  'invitation_used',
  'invitation_not_found',
  'code_check_failed',
  'too_many_attempts',
  'campaign_not_open',
  'campaign_closed',
  'invitation_expired',
  'answers_invalid',
  'answers_empty',
  'questionnaire_outdated',
  'staff_session_present',
  'internal',
];

/** The texts' name of a refusal; whatever has no page of its own shows its code. */
export function pageOf({ code, details }: Refused): string {
  if (code === 'campaign_closed' && details.stage === 'collecting') return 'invitation_expired';
  return KNOWN.includes(code) ? code : 'unknown';
}

export function Reason({ refusal }: { refusal: Refused }) {
  const page = pageOf(refusal);
  const values = valuesOf(refusal);
  const needed = PLAIN[page];
  const isPlain = needed !== undefined && !refusal.details[needed];
  return (
    <>
      <p>
        <HotlineText
          text={t(`problem.${page}.${isPlain ? 'plain' : 'body'}`, values)}
          hotline={values.hotline}
        />
      </p>
      {page === 'internal' && Boolean(refusal.details.incident) && (
        <p>{t('problem.internal.incident', values)}</p>
      )}
    </>
  );
}

function valuesOf({ code, details }: Refused): Record<string, string> {
  const shown = Object.entries(details).map(([name, value]): [string, string] => {
    const text = String(value);
    return [name, /^\d{4}-\d{2}-\d{2}$/.test(text) ? writtenDay(text) : text];
  });
  return { minutes: '60', host: location.host, ...Object.fromEntries(shown), code };
}
