import { useMemo } from 'preact/hooks';
import type { ExcludedRow } from '#contract/excluded-rows.ts';
import type { FrameSummary } from '#contract/frames.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../../ui/Field.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { Table } from '../../../ui/Table.tsx';
import { day, wholeNumber } from '../../../ui/words.ts';
import type { PageContext } from '../../page/page-context.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import { PAGE_SIZE } from '../persons/persons.ts';
import type { ExcludedRowsModel } from './excluded-rows.ts';
import { createExcludedRows } from './excluded-rows.ts';

/** Each row that a rule keeps out of the frame, with the rule; all of them as a file. */
export function ExcludedRows(props: {
  readonly context: PageContext;
  readonly agencyCode: string;
  readonly counts: FrameSummary['exclusions'];
}) {
  const { context, agencyCode, counts } = props;
  const { ask, campaign } = context;
  const model = useMemo(
    () => createExcludedRows(ask, { campaignId: campaign.id, agencyCode }),
    [ask, campaign.id, agencyCode],
  );
  if (counts.length === 0) return null;
  return (
    <details class="panel">
      <summary>{t('excluded.title')}</summary>
      <p>{t('excluded.what')}</p>
      <Filters model={model} counts={counts} />
      {model.isOpen.value && <Found model={model} />}
    </details>
  );
}

function Filters(props: {
  readonly model: ExcludedRowsModel;
  readonly counts: FrameSummary['exclusions'];
}) {
  const { model, counts } = props;
  const choices = [
    { value: '' as const, label: t('excluded.every_rule') },
    ...counts.map(({ reason, rows }) => ({
      value: reason,
      label: `${t(`reason.${reason}`)} (${wholeNumber(rows)})`,
    })),
  ];
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        model.find();
      }}
    >
      <SelectField
        label={t('excluded.rule')}
        value={model.reason.value}
        choices={choices}
        onChange={model.choose}
      />
      <TextField
        label={t('excluded.search')}
        type="search"
        value={model.search.value}
        onInput={into(model.search)}
      />
      <div class="buttons">
        <Button type="submit" isBusy={model.found.isLoading.value} busyLabel={t('app.busy')}>
          {t('excluded.show')}
        </Button>
        <a href={model.fileAddress()} download>
          {t('excluded.download')}
        </a>
      </div>
    </form>
  );
}

function Found({ model }: { readonly model: ExcludedRowsModel }) {
  return (
    <WhenLoaded state={model.found}>
      {({ rows, total }) => (
        <>
          <Table
            caption={t('excluded.caption', { n: wholeNumber(total) })}
            isStale={model.found.isLoading.value}
            rows={rows}
            keyOf={({ fileName, sheet, line }) => `${fileName} ${sheet} ${line}`}
            columns={columns()}
          />
          <Paging
            page={model.page.value}
            pages={Math.max(1, Math.ceil(total / PAGE_SIZE))}
            label={t('app.pages')}
            words={(page, pages) => t('app.page', { page, pages })}
            back={t('app.page_back')}
            on={t('app.page_on')}
            onTurn={model.turn}
          />
        </>
      )}
    </WhenLoaded>
  );
}

const columns = (): ColumnOf<ExcludedRow>[] => [
  {
    key: 'code',
    heading: t('completeness.code'),
    cell: ({ code }) => code ?? '',
  },
  { key: 'reason', heading: t('agency.reason'), cell: ({ reason }) => t(`reason.${reason}`) },
  {
    key: 'procedure',
    heading: t('column.procedureName'),
    cell: ({ procedureName, field }) => procedureName ?? field ?? '',
  },
  {
    key: 'returned',
    heading: t('completeness.returned_on'),
    cell: ({ returnedOn }) => (returnedOn ? day(returnedOn) : ''),
  },
  {
    key: 'place',
    heading: t('excluded.place'),
    cell: ({ fileName, sheet, line }) => t('excluded.place_words', { fileName, sheet, line }),
  },
];
