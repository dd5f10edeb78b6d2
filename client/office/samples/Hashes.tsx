import { t } from '../../i18n.ts';
import { moment, spokenHash } from '../../ui/words.ts';
import type { CeremonyModel } from './ceremony.ts';

/** Both codes in fours, as the paper of the day before has them. */
export function Hashes({ model }: { readonly model: CeremonyModel }) {
  const plan = model.plan.value.value;
  const frame = model.frame.value.value;
  if (!plan || !frame) return null;
  const isSame = plan.frameSha256 === frame.sha256;
  return (
    <dl class="hashes">
      <div>
        <dt>{t('draw.frame_hash')}</dt>
        <dd>
          <code>{spokenHash(plan.frameSha256, 16)}</code>{' '}
          {t(isSame ? 'draw.same' : 'draw.different')}
        </dd>
      </div>
      <div>
        <dt>{t('draw.plan_hash')}</dt>
        <dd>
          <code>{spokenHash(plan.sha256, 16)}</code>{' '}
          {t('draw.published_at', { at: moment(plan.publishedAt) })}
        </dd>
      </div>
    </dl>
  );
}
