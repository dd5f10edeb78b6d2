import { useEffect, useMemo } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import { listActivity } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import { createReading } from '../reading.ts';
import { Screen, Shown } from '../Screen.tsx';
import type { Ask } from '../session.ts';

type Details = Readonly<Record<string, string | number | boolean | null>>;

export function Activity(props: { readonly ask: Ask; readonly campaigns: readonly Campaign[] }) {
  const { ask, campaigns } = props;
  const acts = useMemo(
    () => createReading(async () => (await ask(listActivity, { query: {} })).acts),
    [ask],
  );
  useEffect(() => {
    acts.load();
  }, [acts]);
  const nameOf = (id: string | null) => campaigns.find((one) => one.id === id)?.name ?? '';
  return (
    <Screen title={t('activity.title')} todo={t('activity.todo')}>
      <Shown reading={acts}>
        {(rows) => (
          <Table
            caption={t('activity.caption', { n: rows.length })}
            rows={rows.map((row, position) => ({ ...row, position: String(position) }))}
            keyOf={(row) => row.position}
            columns={[
              { key: 'act', heading: t('activity.act'), cell: (row) => actWords(row.act) },
              { key: 'at', heading: t('activity.at'), cell: (row) => moment(row.at) },
              {
                key: 'by',
                heading: t('activity.by'),
                cell: (row) => row.by ?? t('activity.nobody'),
              },
              {
                key: 'campaign',
                heading: t('activity.campaign'),
                cell: (row) => nameOf(row.campaignId),
              },
              {
                key: 'details',
                heading: t('activity.details'),
                cell: (row) => detailWords(row.details),
              },
            ]}
          />
        )}
      </Shown>
    </Screen>
  );
}

function actWords(act: string): string {
  const words = t(`activity.acts.${act}`);
  return words.startsWith('activity.acts.') ? act : words;
}

const detailWords = (details: Details): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const label = t(`activity.detail.${name}`);
      const shown = valueWords(value);
      return `${label.startsWith('activity.detail.') ? name : label}: ${shown.slice(0, 24)}`;
    })
    .join(' · ');

/** Codes of outcomes, roles and reasons have names; everything else stands as it is. */
function valueWords(value: Details[string]): string {
  if (typeof value === 'number') return wholeNumber(value);
  if (value === 'province') return t('activity.whole');
  for (const family of ['outcome', 'role', 'reserves.reasons', 'reason', 'mend.how']) {
    const words = t(`${family}.${value}`);
    if (!words.startsWith(`${family}.`)) return words;
  }
  return String(value);
}
