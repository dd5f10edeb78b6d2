import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { CorrectionsModel } from './corrections.ts';

/** Rows that an earlier list had too: nobody has to look up twice what was wrong with them. */
export function CorrectAgain(props: { readonly model: CorrectionsModel; readonly n: number }) {
  const { model } = props;
  const n = wholeNumber(props.n);
  return (
    <Notice kind="info" title={t('corrections.before', { n })}>
      <p>{t('corrections.before_about')}</p>
      <RefusalNotice failure={model.again.failure.value} />
      <div class="buttons">
        <Button
          onPress={() => model.again.run()}
          isBusy={model.again.isBusy.value}
          busyLabel={t('corrections.saving')}
        >
          {t('corrections.again', { n })}
        </Button>
      </div>
    </Notice>
  );
}
