import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { ACCEPTED } from './pages-of-file.ts';
import { ReviewForm } from './ReviewForm.tsx';
import type { ReadForm, UnreadPage } from './read-forms.ts';
import { commentOf, isClear, missingPages, unsureItems } from './read-forms.ts';
import type { ScanFormsModel } from './scan-forms.ts';
import { createScanForms } from './scan-forms.ts';

/** Scans of forms are read in this browser and sent as a clerk's entry of them. */
export function ScanForms({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createScanForms(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.prepared.load();
    return model.close;
  }, [model]);
  const opened = model.review.form.value;
  return (
    <Screen title={t(title)} todo={t(opened ? 'scans.todo_review' : todoOf(model))}>
      <WhenLoaded state={model.prepared}>
        {() => (opened ? <ReviewForm key={opened.number} model={model} /> : <Pile model={model} />)}
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ forms }: ScanFormsModel): string {
  if (forms.value.length === 0) return 'scans.todo_choose';
  return forms.value.some(isClear) ? 'scans.todo_send' : 'scans.todo_look';
}

function Pile({ model }: { readonly model: ScanFormsModel }) {
  const reading = model.reading.value;
  const clear = model.forms.value.filter(isClear).length;
  return (
    <>
      <Sent model={model} />
      <RefusalNotice failure={model.read.failure.value ?? model.sendClear.failure.value} />
      <p>{t('scans.what')}</p>
      {reading === undefined ? (
        <Upload
          label={t('scans.choose')}
          hint={t('scans.hint')}
          accept={ACCEPTED}
          isBusy={false}
          isMultiple
          onFile={(_, files) => model.read.run(files)}
        />
      ) : (
        <Progress
          label={t('scans.reading', { file: reading, n: wholeNumber(model.pages.value) })}
        />
      )}
      <Unread pages={model.unread.value} />
      {model.forms.value.length > 0 && (
        <Table
          caption={t('scans.caption')}
          rows={model.forms.value}
          keyOf={({ number }) => number}
          columns={columns(model)}
        />
      )}
      {clear > 0 && (
        <div class="buttons">
          <Button
            kind="primary"
            isBusy={model.sendClear.isBusy.value}
            onPress={() => model.sendClear.run()}
          >
            {t('scans.send_clear', { n: wholeNumber(clear) })}
          </Button>
        </div>
      )}
    </>
  );
}

function Sent({ model }: { readonly model: ScanFormsModel }) {
  const [latest, ...earlier] = model.sent.value;
  if (!latest) return null;
  return (
    <Notice
      kind={latest.state === 'disputed' ? 'attention' : 'success'}
      title={t(`paper.done.${latest.state}`, {
        number: latest.number,
        n: wholeNumber(latest.differing),
      })}
    >
      {earlier.length > 0 && <p>{t('scans.sent', { n: wholeNumber(earlier.length + 1) })}</p>}
    </Notice>
  );
}

function Unread({ pages }: { readonly pages: readonly UnreadPage[] }) {
  if (pages.length === 0) return null;
  return (
    <Notice kind="attention" title={t('scans.unread', { n: wholeNumber(pages.length) })}>
      <ul>
        {pages.map(({ file, page, reason }) => (
          <li key={`${file}-${page}`}>{t(`scans.reason.${reason}`, { file, page })}</li>
        ))}
      </ul>
    </Notice>
  );
}

function columns(model: ScanFormsModel): ColumnOf<ReadForm>[] {
  return [
    { key: 'number', heading: t('paper.form_number'), cell: ({ number }) => grouped(number) },
    { key: 'state', heading: t('scans.state'), cell: stateOf },
    {
      key: 'act',
      heading: t('scans.act'),
      cell: (form) => (
        <div class="buttons">
          {missingPages(form).length === 0 && !isClear(form) && (
            <Button onPress={() => model.review.begin(form)}>{t('scans.look')}</Button>
          )}
          <Button kind="plain" onPress={() => model.remove(form.number)}>
            {t('scans.remove')}
          </Button>
        </div>
      ),
    },
  ];
}

function stateOf(form: ReadForm): string {
  const missing = missingPages(form);
  if (missing.length > 0) return t('scans.missing', { pages: missing.join(', ') });
  const unsure = unsureItems(form).length;
  if (unsure > 0) return t('scans.unsure', { n: unsure });
  return t(commentOf(form) ? 'scans.commented' : 'scans.clear');
}

const grouped = (number: string): string => `${number.slice(0, 4)} ${number.slice(4)}`;
