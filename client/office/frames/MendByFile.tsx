import type { ProblemGroups } from '#contract/corrections.ts';
import { downloadProblemRows } from '#contract/corrections.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { MendModel } from './mend.ts';

/** Many rows are mended faster in a spreadsheet: out in the layout of their file, and in again. */
export function MendByFile(props: { readonly model: MendModel; readonly problems: ProblemGroups }) {
  const { model, problems } = props;
  const n = wholeNumber(problems.rows);
  return (
    <section class="panel">
      <h2>{t('mend.by_file')}</h2>
      {problems.mendedBefore > 0 && <Again model={model} n={problems.mendedBefore} />}
      <p>{t('mend.by_file_about')}</p>
      <div class="buttons">
        <ButtonLink href={addressOf(downloadProblemRows.path, model.params)} download>
          {t('mend.download', { n })}
        </ButtonLink>
      </div>
      <RefusalNotice failure={model.upload.failure.value} />
      <Upload
        label={t('mend.upload')}
        hint={t('mend.upload_hint')}
        accept=".xlsx,.csv"
        isBusy={model.upload.isBusy.value}
        isSecondary
        onFile={model.upload.run}
      />
      {model.upload.isBusy.value && <Progress label={t('mend.uploading')} />}
    </section>
  );
}

function Again({ model, n }: { readonly model: MendModel; readonly n: number }) {
  return (
    <Notice kind="info" title={t('mend.before', { n: wholeNumber(n) })}>
      <p>{t('mend.before_about')}</p>
      <RefusalNotice failure={model.again.failure.value} />
      <div class="buttons">
        <Button
          onPress={() => model.again.run()}
          isBusy={model.again.isBusy.value}
          busyLabel={t('mend.saving')}
        >
          {t('mend.again', { n: wholeNumber(n) })}
        </Button>
      </div>
    </Notice>
  );
}
