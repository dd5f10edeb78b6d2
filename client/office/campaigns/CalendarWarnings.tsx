import type { Campaign } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { day } from '../../ui/words.ts';
import { warningsAt, warningsOf } from './round-calendar.ts';

/** Days of the terms that cannot all be kept. */
export function CalendarWarnings({ campaign }: { readonly campaign: Campaign }) {
  return (
    <>
      {warningsAt(campaign.stage, warningsOf(campaign)).map(({ key, days }) => (
        <Notice key={key} kind="attention" title={t(`calendar.warning.${key}.title`)}>
          <p>
            {t(
              `calendar.warning.${key}.text`,
              Object.fromEntries(Object.entries(days).map(([name, iso]) => [name, day(iso)])),
            )}
          </p>
        </Notice>
      ))}
    </>
  );
}
