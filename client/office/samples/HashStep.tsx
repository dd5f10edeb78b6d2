import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { spokenHash } from '../../ui/words.ts';
import type { CeremonyModel } from './ceremony.ts';

/** A witness reads the first eight symbols from the paper before the next step opens. */
export function HashStep({ model }: { readonly model: CeremonyModel }) {
  const plan = model.plan.value.value;
  const frame = model.frame.value.value;
  if (!plan || !frame) return null;
  if (plan.frameSha256 !== frame.sha256) {
    return (
      <Notice kind="error" title={t('problem.frame_hash_changed.title')}>
        <p>{t('problem.frame_hash_changed.safe')}</p>
        <p>{t('problem.frame_hash_changed.next')}</p>
      </Notice>
    );
  }
  return (
    <>
      <h2>{t('draw.frame_hash')}</h2>
      <p class="wall-figure">{spokenHash(plan.frameSha256)}</p>
      <h2>{t('draw.plan_hash')}</h2>
      <p class="wall-figure">{spokenHash(plan.sha256)}</p>
      <div class="buttons">
        <Button kind="primary" onPress={model.finishHashes}>
          {t('draw.as_on_paper')}
        </Button>
      </div>
      <p>{t('draw.not_as_on_paper')}</p>
    </>
  );
}
