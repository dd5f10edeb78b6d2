import { useEffect, useMemo } from 'preact/hooks';
import type { JournalRow } from '#contract/staff.ts';
import { JOURNAL_KINDS } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { moment, personWords } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { actWords, detailWords, momentWords } from './act-words.ts';
import { JournalFilters } from './JournalFilters.tsx';
import { JournalHead } from './JournalHead.tsx';
import { createJournal } from './journal.ts';

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

function byWords({ by, byUsername, act, renewed }: JournalRow): string {
  const owner = /^(password_link|staff)_/.test(act) ? t('link_notice.owner') : t('activity.nobody');
  const name = personWords(by, byUsername) ?? owner;
  if (!renewed) return name;
  const maker = personWords(renewed.madeBy, renewed.madeByUsername) ?? t('link_notice.owner');
  return `${name} ${t('activity.renewed', { by: maker, at: moment(renewed.madeAt) })}`;
}
