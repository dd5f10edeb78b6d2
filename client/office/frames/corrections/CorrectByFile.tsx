import { downloadCorrectableRows, ROWS_OF_FILE } from '#contract/correctable-rows.ts';
import type { CorrectionGroups } from '#contract/corrections.ts';
import { addressOf } from '../../../api.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Upload } from '../../../ui/Upload.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { CorrectionsModel } from './corrections.ts';

/** Many rows are mended faster in a spreadsheet: out in the layout of their file, and in again. */
export function CorrectByFile(props: {
  readonly model: CorrectionsModel;
  readonly problems: CorrectionGroups;
}) {
  const { model, problems } = props;
  const isMore = problems.rows > ROWS_OF_FILE;
  const n = wholeNumber(Math.min(problems.rows, ROWS_OF_FILE));
  return (
    <section class="panel">
      <h2>{t('corrections.by_file')}</h2>
      <p>{t('corrections.by_file_about')}</p>
      {isMore && <p>{t('corrections.first_of', { n })}</p>}
      <div class="buttons">
        <ButtonLink href={addressOf(downloadCorrectableRows.path, model.params)} download>
          {t(isMore ? 'corrections.download_first' : 'corrections.download', { n })}
        </ButtonLink>
      </div>
      <RefusalNotice failure={model.upload.failure.value} />
      <Upload
        label={t('corrections.upload')}
        hint={t('corrections.upload_hint')}
        accept=".xlsx,.csv"
        isBusy={model.upload.isBusy.value}
        isSecondary
        onFile={model.upload.run}
      />
      {model.upload.isBusy.value && <Progress label={t('corrections.uploading')} />}
    </section>
  );
}
