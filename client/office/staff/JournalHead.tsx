import { useEffect, useMemo } from 'preact/hooks';
import type { DailyHead } from '#contract/staff.ts';
import { downloadJournalHead, getJournalHead } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { day, moment, wholeNumber } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';

/** One line to print and sign: what was written until now can be held against it years later. */
export function JournalHead({ context: { ask } }: Pick<OfficeScreenProps, 'context'>) {
  const head = useMemo(() => createLoaded(() => ask(getJournalHead, {})), [ask]);
  useEffect(() => {
    head.load();
  }, [head]);
  const found = head.value.value;
  if (!found?.sha256 || !found.sealedAt) return null;
  return (
    <section class="panel">
      <h2>{t('activity.head')}</h2>
      <p>
        {t('activity.head_text', { n: wholeNumber(found.position), at: moment(found.sealedAt) })}
      </p>
      <p>
        <code class="hash">{found.sha256}</code>
      </p>
      <Table
        caption={t('activity.head_days')}
        rows={found.days}
        keyOf={(row) => row.day}
        columns={[
          { key: 'day', heading: t('activity.head_day'), cell: (row) => day(row.day) },
          {
            key: 'acts',
            heading: t('activity.head_acts'),
            isNumeric: true,
            cell: (row) => wholeNumber(row.acts),
          },
          { key: 'sha256', heading: t('activity.head'), cell: headOf, isWide: true },
        ]}
      />
      <p>{t('activity.head_signed')}</p>
      <div class="buttons">
        <a class="button" href={downloadJournalHead.path} download>
          {t('activity.head_pdf')}
        </a>
        <Button onPress={() => print()}>{t('activity.head_print')}</Button>
      </div>
    </section>
  );
}

const headOf = ({ sha256 }: DailyHead) =>
  sha256 ? <code class="hash">{sha256}</code> : t('activity.head_gap');

/** The technician's page: the head to print, and nothing of what was done. */
export function HeadOnly({ context, title }: OfficeScreenProps) {
  return (
    <Screen title={t(title)} todo={t('activity.head_todo')}>
      <JournalHead context={context} />
    </Screen>
  );
}
