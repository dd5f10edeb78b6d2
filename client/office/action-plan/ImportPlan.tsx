import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { ActionPlanModel } from './action-plan.ts';

/** A plan that was issued already: its table copied here, or its file; looked at before it is kept. */
export function ImportPlan({ model }: { readonly model: ActionPlanModel }) {
  return (
    <section class="panel">
      <h2>{t('actions.import')}</h2>
      <p>{t('actions.import_how')}</p>
      <RefusalNotice
        failure={
          model.read.failure.value ??
          model.readFile.failure.value ??
          model.keepReading.failure.value
        }
      />
      <LongTextField
        label={t('actions.paste')}
        value={model.pasted.value}
        onInput={into(model.pasted)}
      />
      <div class="buttons">
        <Button isBusy={model.read.isBusy.value} onPress={() => model.read.run()}>
          {t('actions.read')}
        </Button>
      </div>
      <Upload
        label={t('actions.file')}
        hint={t('actions.file_hint')}
        accept=".docx,.xlsx"
        isBusy={model.readFile.isBusy.value}
        isSecondary
        onFile={(file) => model.readFile.run(file)}
      />
      {model.reading.value && <Reading model={model} />}
    </section>
  );
}

function Reading({ model }: { readonly model: ActionPlanModel }) {
  const rows = model.reading.value ?? [];
  return (
    <>
      <Table
        caption={t('actions.read_caption', { n: wholeNumber(rows.length) })}
        rows={rows.map((row, index) => ({ ...row, index }))}
        keyOf={(row) => String(row.index)}
        columns={[
          { key: 'duty', heading: t('actions.duty'), cell: (row) => row.duty },
          {
            key: 'leads',
            heading: t('actions.leads'),
            cell: ({ leads, agencies, others }) => (
              <>
                {leads}
                <p class="hint">
                  {t('actions.found_agencies', { n: wholeNumber(agencies.length) })}
                  {others.length > 0 && ` ${t('actions.unknown', { names: others.join('; ') })}`}
                </p>
              </>
            ),
          },
          {
            key: 'deadline',
            heading: t('actions.deadline'),
            cell: ({ deadline, dueOn }) =>
              dueOn ? t('actions.last_day', { text: deadline, last: day(dueOn) }) : deadline,
          },
        ]}
      />
      <div class="buttons">
        <Button
          isBusy={model.keepReading.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={() => model.keepReading.run()}
        >
          {t('actions.keep', { n: wholeNumber(rows.length) })}
        </Button>
        <Button
          kind="plain"
          onPress={() => {
            model.reading.value = undefined;
          }}
        >
          {t('actions.discard')}
        </Button>
      </div>
    </>
  );
}
