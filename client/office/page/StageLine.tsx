import type { Stage } from '#contract/stage.ts';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../i18n.ts';

/** Soạn thảo › Nhận danh sách › …: as text, with the present stage marked for eye and ear. */
export function StageLine({ stage }: { readonly stage: Stage }) {
  return (
    <ol class="stages" aria-label={t('app.stage_line')}>
      {STAGES.map((name) => (
        <li key={name} aria-current={name === stage ? 'step' : undefined}>
          {t(`stage.${name}`)}
        </li>
      ))}
    </ol>
  );
}
