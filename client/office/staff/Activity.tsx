import { useEffect, useMemo } from 'preact/hooks';
import type { JournalRow } from '#contract/staff.ts';
import { JOURNAL_KINDS } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { moment, personWords, wholeNumber } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { JournalFilters } from './JournalFilters.tsx';
import { JournalHead } from './JournalHead.tsx';
import { createJournal } from './journal.ts';

type Details = JournalRow['details'];

export function Activity({ context, title }: OfficeScreenProps) {
  const { ask, campaigns } = context;
  const model = useMemo(() => createJournal(ask), [ask]);
  useEffect(() => {
    model.page.load();
  }, [model]);
  const nameOf = (id: string | null) =>
    campaigns.find((campaign) => campaign.id === id)?.name ?? '';
  return (
    <Screen title={t(title)} todo={t('activity.todo')}>
      <div class="filters">
        <SelectField
          label={t('activity.kind')}
          value={model.kind.value}
          choices={JOURNAL_KINDS.map((value) => ({ value, label: t(`activity.kind_${value}`) }))}
          onChange={model.show}
        />
      </div>
      <JournalFilters model={model} campaigns={campaigns} />
      <JournalHead context={context} />
      <WhenLoaded state={model.page}>
        {({ acts, next }) => (
          <>
            <Table
              caption={t('activity.caption', { n: acts.length })}
              rows={acts}
              keyOf={(row) => String(row.id)}
              columns={[
                { key: 'act', heading: t('activity.act'), cell: (row) => actWords(row) },
                { key: 'at', heading: t('activity.at'), cell: (row) => momentWords(row) },
                { key: 'by', heading: t('activity.by'), cell: (row) => byWords(row) },
                {
                  key: 'campaign',
                  heading: t('activity.campaign'),
                  cell: (row) => nameOf(row.campaignId),
                },
                {
                  key: 'details',
                  heading: t('activity.details'),
                  cell: (row) => <span class="wraps">{detailWords(row.details)}</span>,
                },
              ]}
            />
            <div class="buttons">
              {model.isPast.value && <Button onPress={model.newest}>{t('activity.newest')}</Button>}
              {next !== null && (
                <Button onPress={() => model.older(next)}>{t('activity.older')}</Button>
              )}
            </div>
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function actWords({ act, times }: JournalRow): string {
  const words = t(`activity.acts.${act}`);
  const shown = words.startsWith('activity.acts.') ? act : words;
  return times > 1 ? t('activity.times', { act: shown, n: wholeNumber(times) }) : shown;
}

const momentWords = ({ at: firstAt, lastAt }: JournalRow): string =>
  lastAt ? t('activity.from_to', { from: moment(firstAt), to: moment(lastAt) }) : moment(firstAt);

function byWords({ by, byUsername, act, renewed }: JournalRow): string {
  const owner = /^(password_link|staff)_/.test(act) ? t('link_notice.owner') : t('activity.nobody');
  const name = personWords(by, byUsername) ?? owner;
  if (!renewed) return name;
  const maker = personWords(renewed.madeBy, renewed.madeByUsername) ?? t('link_notice.owner');
  return `${name} ${t('activity.renewed', { by: maker, at: moment(renewed.madeAt) })}`;
}

const detailWords = (details: Details): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const label = t(`activity.detail.${name}`);
      const shown = valueWords(name, value ?? null);
      return `${label.startsWith('activity.detail.') ? name : label}: ${shown.slice(0, 40)}`;
    })
    .join(' · ');

const OWN_WORDS = new Map([
  ['slipPrinting', ['slip_printing']],
  ['purpose', ['purpose']],
]);

/** Codes of outcomes, roles and reasons have names; other values are shown unchanged. */
function valueWords(name: string, value: Details[string]): string {
  if (name === 'year') return String(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value === 'boolean') return t(value ? 'activity.yes' : 'activity.no');
  if (value === 'province') return t('activity.whole');
  for (const family of [
    ...(OWN_WORDS.get(name) ?? []),
    'outcome',
    'role',
    'reserves.reasons',
    'reason',
    'corrections.how',
    'activity.values',
  ]) {
    const words = t(`${family}.${value}`);
    if (!words.startsWith(`${family}.`)) return words;
  }
  return String(value);
}
