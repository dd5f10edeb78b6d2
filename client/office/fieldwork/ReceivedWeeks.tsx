import { useEffect, useMemo } from 'preact/hooks';
import { getReceivedWeeks } from '#contract/fieldwork.ts';
import { weeksDrawing, weeksText } from '#contract/pictures/response-weeks.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';

/** How the answers came in over the weeks, of all who were invited; a week of few is put together with the next. */
export function ReceivedWeeks({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const loaded = useMemo(
    () => createLoaded(() => ask(getReceivedWeeks, { params: { campaignId: campaign.id } })),
    [ask, campaign.id],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const found = loaded.value.value;
  if (!found || found.weeks.length < 2) return null;
  const weeks = found.weeks.map(({ whole, ...week }) => ({
    ...week,
    whole,
    share: Math.min(1, whole / Math.max(1, found.invited)),
  }));
  const last = weeks.at(-1)!;
  const title = t('fieldwork.weeks_title', {
    received: wholeNumber(last.whole),
    invited: wholeNumber(found.invited),
    n: weeks.length,
  });
  return (
    <section>
      <h2>{title}</h2>
      <div
        class="picture-frame"
        // Its own markup: every text in it is escaped by element().
        dangerouslySetInnerHTML={{ __html: markup(weeksDrawing(weeks, title)) }}
      />
      <details>
        <summary>{t('fieldwork.weeks_table')}</summary>
        <Table
          caption={title}
          rows={weeks}
          keyOf={({ from }) => from}
          columns={[
            { key: 'week', heading: t('fieldwork.weeks_week'), cell: weeksText },
            {
              key: 'received',
              heading: t('fieldwork.weeks_received'),
              isNumeric: true,
              cell: ({ received }) => wholeNumber(received),
            },
            {
              key: 'share',
              heading: t('fieldwork.weeks_share'),
              isNumeric: true,
              cell: ({ share }) => percent(share, 0),
            },
          ]}
        />
      </details>
      <p class="hint">{t('fieldwork.weeks_how')}</p>
    </section>
  );
}
