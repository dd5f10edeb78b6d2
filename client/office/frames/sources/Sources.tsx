import { useEffect, useMemo } from 'preact/hooks';
import { SOURCE_KINDS } from '#contract/second-sources.ts';
import { t } from '../../../i18n.ts';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Upload } from '../../../ui/Upload.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import type { SourcesModel } from './sources.ts';
import { createSources } from './sources.ts';

/** What others than the agencies know of their dossiers, beside the agencies' lists. */
export function Sources({ context, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo } = context;
  const model = useMemo(() => createSources(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const mayUpload = staff.role === 'home_affairs' && campaign.stage === 'frame_open';
  return (
    <Screen title={t(title)} todo={todoOf(model, mayUpload)}>
      <p>{t('sources.what')}</p>
      <Notice kind="info" title={t('sources.only_sign')} />
      {mayUpload && <SourceFile model={model} />}
      <WhenLoaded state={model.found}>
        {({ sources, comparisons }) => (
          <>
            {sources.map(({ kind, dossiers, uploadedAt, fileName, withoutAgency }) => (
              <p key={kind}>
                {t('sources.loaded', {
                  kind: t(`sources.kind.${kind}`),
                  n: wholeNumber(dossiers),
                  at: moment(uploadedAt),
                  file: fileName,
                })}{' '}
                {withoutAgency > 0 &&
                  t('sources.without_agency', { n: wholeNumber(withoutAgency) })}
              </p>
            ))}
            {comparisons.length > 0 && (
              <ComparisonTable
                comparisons={comparisons}
                hrefOf={(agencyCode) => linkTo('completeness', { agencyCode })}
              />
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function todoOf(model: SourcesModel, mayUpload: boolean): string | undefined {
  const found = model.found.value.value;
  if (!found) return undefined;
  if (found.sources.length === 0) return t(mayUpload ? 'sources.todo_upload' : 'sources.todo_read');
  const asked = found.comparisons.filter(({ standsOut }) => standsOut);
  const agencies = new Set(asked.map(({ agencyCode }) => agencyCode)).size;
  return t(agencies > 0 ? 'sources.todo_ask' : 'sources.todo_read', { n: wholeNumber(agencies) });
}

function SourceFile({ model }: { readonly model: SourcesModel }) {
  const { upload, kind, found } = model;
  const taken = found.value.value?.sources.find((source) => source.kind === kind.value);
  return (
    <section>
      <RefusalNotice failure={upload.failure.value} />
      <SelectField
        label={t('sources.kind_label')}
        value={kind.value}
        choices={SOURCE_KINDS.map((value) => ({ value, label: t(`sources.kind.${value}`) }))}
        onChange={(value) => {
          kind.value = value;
        }}
      />
      <Upload
        label={t('sources.choose_file')}
        hint={t('sources.file_hint')}
        accept=".xlsx,.xls,.ods,.csv"
        isSecondary={taken !== undefined}
        isBusy={upload.isBusy.value}
        onFile={(file) => {
          upload.run(file);
        }}
      />
      {taken && (
        <p role="status">
          {t('sources.taken', {
            n: wholeNumber(taken.dossiers),
            left: wholeNumber(taken.leftRows),
          })}
        </p>
      )}
    </section>
  );
}
