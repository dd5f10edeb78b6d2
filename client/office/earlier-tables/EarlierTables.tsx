import { useEffect, useMemo } from 'preact/hooks';
import type { EarlierTable } from '#contract/earlier-tables.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { EarlierTablesModel } from './earlier-tables.ts';
import { createEarlierTables, mergedTargets, targetOf } from './earlier-tables.ts';
import { MatchTables } from './MatchTables.tsx';
import { ReadTable } from './ReadTable.tsx';

/** Published tables of years before: brought in, matched with the agencies and criteria of today, shown or no longer. */
export function EarlierTables({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createEarlierTables(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const mayWrite = staff.role === 'home_affairs';
  return (
    <Screen title={t(title)} todo={todoOf(model, mayWrite)}>
      <RefusalNotice failure={model.withdraw.failure.value} />
      <WhenLoaded state={model.list}>
        {({ tables, agencies, nodes }) => (
          <>
            {tables.length === 0 && <p>{t('earlier.empty')}</p>}
            {tables.map((table) => (
              <Kept key={table.tableId} model={model} table={table} mayWrite={mayWrite} />
            ))}
            {mayWrite && model.reading.value && (
              <ReadTable
                model={model}
                reading={model.reading.value}
                choices={{ agencies, nodes }}
              />
            )}
          </>
        )}
      </WhenLoaded>
      {mayWrite && <Import model={model} />}
    </Screen>
  );
}

function todoOf(model: EarlierTablesModel, mayWrite: boolean): string | undefined {
  const tables = model.list.value.value?.tables;
  if (!tables) return undefined;
  if (!mayWrite) return t('earlier.todo_watch');
  if (model.reading.value) return t('earlier.todo_check');
  return t(tables.length === 0 ? 'earlier.todo_first' : 'earlier.todo_more');
}

function Kept(props: {
  readonly model: EarlierTablesModel;
  readonly table: EarlierTable;
  readonly mayWrite: boolean;
}) {
  const { model, table, mayWrite } = props;
  const { tableId, year, source, publishedOn, method, withdrawnAt } = table;
  const isEdited = model.edited.value?.tableId === tableId;
  const choices = model.list.value.value;
  return (
    <section class="panel">
      <h2>{t(withdrawnAt ? 'earlier.withdrawn' : 'earlier.kept', { year: String(year) })}</h2>
      <p>
        {source}
        {publishedOn && ` (${day(publishedOn)})`}
      </p>
      {method && <p>{method}</p>}
      <p>{t('earlier.facts', factsOf(table))}</p>
      <RefusalNotice failure={isEdited ? model.saveMatches.failure.value : undefined} />
      {isEdited && choices && <MatchTables model={model} choices={choices} sure={new Set()} />}
      {mayWrite && (
        <div class="buttons">
          {isEdited ? (
            <>
              <Button
                isBusy={model.saveMatches.isBusy.value}
                onPress={() => model.saveMatches.run()}
              >
                {t('earlier.save')}
              </Button>
              <Button kind="plain" onPress={model.close}>
                {t('earlier.discard')}
              </Button>
            </>
          ) : (
            <Button kind="plain" onPress={() => model.edit(table)}>
              {t('earlier.edit')}
            </Button>
          )}
          <Button
            kind="plain"
            isBusy={model.withdraw.isBusy.value}
            onPress={() => model.withdraw.run(tableId, !withdrawnAt)}
          >
            {t(withdrawnAt ? 'earlier.show_again' : 'earlier.withdraw')}
          </Button>
        </div>
      )}
    </section>
  );
}

function factsOf({ figures, agencies, criteria }: EarlierTable) {
  const compared = agencies.filter((match) => targetOf(match) !== '');
  return {
    figures: wholeNumber(figures),
    agencies: wholeNumber(compared.length),
    left: wholeNumber(agencies.length - compared.length),
    merged: wholeNumber(mergedTargets(agencies).size),
    criteria: wholeNumber(criteria.filter(({ nodeCode }) => nodeCode).length),
    others: wholeNumber(criteria.filter(({ nodeCode }) => !nodeCode).length),
  };
}

function Import({ model }: { readonly model: EarlierTablesModel }) {
  return (
    <section class="panel">
      <h2>{t('earlier.import')}</h2>
      <p>{t('earlier.import_how')}</p>
      <RefusalNotice failure={model.read.failure.value ?? model.readFile.failure.value} />
      <LongTextField
        label={t('earlier.paste')}
        value={model.pasted.value}
        onInput={into(model.pasted)}
      />
      <div class="buttons">
        <Button isBusy={model.read.isBusy.value} onPress={() => model.read.run()}>
          {t('earlier.read')}
        </Button>
      </div>
      <Upload
        label={t('earlier.file')}
        hint={t('earlier.file_hint')}
        accept=".xlsx,.xls,.ods,.csv"
        isBusy={model.readFile.isBusy.value}
        isSecondary
        onFile={(file) => model.readFile.run(file)}
      />
    </section>
  );
}
