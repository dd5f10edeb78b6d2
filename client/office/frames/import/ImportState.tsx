import { t } from '../../../i18n.ts';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { wordsOf } from '../../../ui/problem-words.ts';
import { wholeNumber } from '../../../ui/words.ts';
import type { LinkTo } from '../../page/page-context.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';
import type { ColumnCheckModel } from './column-check.ts';
import { LeftLines, LeftOut } from './LeftOut.tsx';

/** Which step, how many rows, how many per cent of the step; and a way to stop it. */
export function ImportProgress({ model }: { readonly model: ColumnCheckModel }) {
  const { step, rows, percent } = model.file.value?.progress ?? NOT_YET;
  const n = wholeNumber(rows);
  const label =
    percent === null
      ? t(`import.step_${step}`, { n })
      : t('import.step_percent', { step: t(`import.step_${step}`, { n }), percent });
  return (
    <>
      <Progress label={label} {...(percent !== null && { done: percent, of: 100 })} />
      <p role="status">{model.isAway.value && t('import.away')}</p>
      <p class="buttons">
        <Button isBusy={model.cancel.isBusy.value} onPress={() => model.cancel.run()}>
          {t('import.cancel')}
        </Button>
      </p>
    </>
  );
}
const NOT_YET = { step: 'reading', rows: 0, percent: null } as const;

export function Imported(props: {
  readonly model: ColumnCheckModel;
  readonly linkTo: LinkTo;
  readonly agencyCode: string;
}) {
  const { linkTo, agencyCode } = props;
  const file = props.model.file.value;
  if (!file) return null;
  const isClean = file.inError === 0;
  // An agency's own list is compared next; the province's file is no agency's.
  const isToCompare = isClean && agencyCode !== 'province';
  return (
    <>
      <Notice kind="success" title={t('import.done', { n: wholeNumber(file.rows) })} />
      <LeftOut file={file} />
      <LeftLines file={file} />
      <RowCountBar counts={file} />
      <p class="buttons">
        {!isClean && (
          <ButtonLink kind="primary" href={linkTo('corrections', { agencyCode })}>
            {t('agency.correct', { n: wholeNumber(file.inError) })}
          </ButtonLink>
        )}
        {isToCompare && (
          <ButtonLink kind="primary" href={linkTo('completeness', { agencyCode })}>
            {t('completeness.open')}
          </ButtonLink>
        )}
        <ButtonLink
          {...(isClean && !isToCompare && { kind: 'primary' as const })}
          href={linkTo('list', { agencyCode })}
        >
          {t('import.see')}
        </ButtonLink>
      </p>
    </>
  );
}

export function ImportFailed({ model }: { readonly model: ColumnCheckModel }) {
  const words = wordsOf({ code: model.file.value?.problem ?? 'internal', details: {} });
  return (
    <Notice kind="error" title={words.title}>
      {words.safe && <p>{words.safe}</p>}
      <p>{words.next}</p>
    </Notice>
  );
}
