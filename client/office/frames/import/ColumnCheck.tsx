import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../../i18n.ts';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import type { ColumnCheckModel } from './column-check.ts';
import { createColumnCheck } from './column-check.ts';
import { HeadingRows } from './HeadingRows.tsx';
import { Imported, ImportFailed, ImportProgress } from './ImportState.tsx';
import { LegacyFont } from './LegacyFont.tsx';
import { OddDays } from './OddDays.tsx';
import { RememberedColumns } from './RememberedColumns.tsx';
import { Replacement } from './Replacement.tsx';
import { OtherSheets, Sheets, ValueGaps } from './Sheets.tsx';

/** Our guess of every column, to be confirmed or changed before a single row is read. */
export function ColumnCheck({ context, params, title }: ScreenProps) {
  const { ask, campaign, linkTo } = context;
  const { agencyCode = '', fileId = '' } = params;
  const model = useMemo(
    () => createColumnCheck(ask, { campaignId: campaign.id, agencyCode, fileId }),
    [ask, campaign.id, agencyCode, fileId],
  );
  useEffect(() => {
    model.open();
    return model.close;
  }, [model]);
  const state = model.file.value?.state;
  const name = model.preview.value.value?.fileName ?? model.file.value?.fileName ?? '';
  return (
    <Screen title={t(title, { name })} todo={todoOf(model, agencyCode === 'province')}>
      <RefusalNotice failure={model.start.failure.value ?? model.cancel.failure.value} />
      <RefusalNotice failure={model.follow.failure.value}>
        <p class="buttons">
          <Button onPress={model.open}>{t('app.again')}</Button>
        </p>
      </RefusalNotice>
      <RememberedColumns fileId={fileId} isDone={state === 'imported'} />
      {state === 'importing' && <ImportProgress model={model} />}
      {state === 'cancelled' && <Notice kind="info" title={t('import.cancelled')} />}
      {state === 'held' && (
        <>
          <Replacement
            ask={ask}
            params={{ campaignId: campaign.id, agencyCode, fileId }}
            onDecided={model.continue}
          />
          <p class="buttons">
            <Button isBusy={model.cancel.isBusy.value} onPress={() => model.cancel.run()}>
              {t('replacement.drop')}
            </Button>
          </p>
        </>
      )}
      {state === 'imported' && <Imported model={model} linkTo={linkTo} agencyCode={agencyCode} />}
      {state === 'failed' && <ImportFailed model={model} />}
      {(state === 'uploaded' || state === 'failed' || state === 'cancelled') && (
        <WhenLoaded state={model.preview}>
          {() => <Check model={model} href={linkTo('list', { agencyCode })} />}
        </WhenLoaded>
      )}
    </Screen>
  );
}

function todoOf(model: ColumnCheckModel, isProvince: boolean): string | undefined {
  const state = model.file.value?.state;
  if (state === 'importing') return t('import.todo_wait');
  if (state === 'held') return t('replacement.todo');
  if (state === 'imported') return doneWords(model, isProvince);
  if (!model.preview.value.value) return undefined;
  if (model.preview.value.value.legacyFont && !model.isFontRight.value)
    return t('import.todo_font');
  if (model.preview.value.value.swappedDays && !model.swappedDays.value)
    return t('import.todo_days');
  const missing = model.missing.value.length;
  if (missing > 0) return t('import.todo_missing', { n: missing });
  const unsure = model.unused.value.length;
  return unsure > 0 ? t('import.todo_unsure', { n: unsure }) : t('import.todo_confirm');
}

function doneWords(model: ColumnCheckModel, isProvince: boolean): string {
  const n = model.file.value?.inError ?? 0;
  if (n > 0) return t('import.todo_corrections', { n: wholeNumber(n) });
  return t(isProvince ? 'import.todo_done' : 'import.todo_completeness');
}

function Check({ model, href }: { readonly model: ColumnCheckModel; readonly href: string }) {
  const missing = model.missing.value;
  const twice = model.twice.value;
  return (
    <>
      {missing.length > 0 && (
        <Notice
          kind="attention"
          title={t('import.missing', {
            roles: missing.map((role) => t(`column.${role}`)).join(', '),
          })}
        >
          <p>{t('import.missing_next')}</p>
        </Notice>
      )}
      {twice.length > 0 && (
        <Notice
          kind="attention"
          title={t('import.twice', { roles: twice.map((role) => t(`column.${role}`)).join(', ') })}
        >
          <p>{t('import.twice_next')}</p>
        </Notice>
      )}
      <LegacyFont model={model} />
      <OddDays model={model} />
      {model.preview.value.value?.lacksHeadings && (
        <Notice kind="attention" title={t('import.heading_none_title')}>
          <p>{t('import.heading_none')}</p>
        </Notice>
      )}
      <ValueGaps model={model} />
      <Sheets model={model} />
      <HeadingRows model={model} />
      <ColumnTable
        columns={model.preview.value.value?.columns ?? []}
        chosen={model.chosen.value}
        isStale={model.preview.isLoading.value}
        onChoose={model.choose}
      />
      <OtherSheets model={model} />
      <div class="buttons">
        <Button
          kind="primary"
          isBusy={model.start.isBusy.value}
          busyLabel={t('import.reading')}
          onPress={() => model.start.run()}
        >
          {t('import.read')}
        </Button>
        <ButtonLink href={href}>{t('import.other_file')}</ButtonLink>
      </div>
    </>
  );
}
