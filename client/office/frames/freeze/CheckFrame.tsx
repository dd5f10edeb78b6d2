import type { FrameCheck } from '#contract/frozen-frame.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { Act } from '../../page/act.ts';

/** Compares what is behind the pseudonyms with what was committed to when the list was frozen. */
export function CheckFrame(props: {
  readonly check: Act<[], void>;
  readonly found: FrameCheck | undefined;
}) {
  const { check, found } = props;
  return (
    <>
      <p>{t('freeze.check_what')}</p>
      <Button
        isBusy={check.isBusy.value}
        busyLabel={t('freeze.check_busy')}
        onPress={() => check.run()}
      >
        {t('freeze.check')}
      </Button>
      <RefusalNotice failure={check.failure.value} />
      {found && <Found found={found} />}
    </>
  );
}

function Found({ found }: { readonly found: FrameCheck }) {
  const counts = {
    intact: wholeNumber(found.intact),
    erased: wholeNumber(found.erased),
    changed: wholeNumber(found.changed),
    n: wholeNumber(found.units),
  };
  const isIntact = found.changed === 0 && found.isRootSame === true;
  return (
    <Notice
      kind={isIntact ? 'success' : 'error'}
      title={t(isIntact ? 'freeze.check_intact' : 'freeze.check_changed', counts)}
    >
      <p>{t('freeze.check_counts', counts)}</p>
      {found.isRootSame === false && <p>{t('freeze.check_root')}</p>}
    </Notice>
  );
}
