import type { Interview } from '../interview.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Mark } from './Mark.tsx';

/** Where the answers are now. Only what the person must know at once is read out, not every save. */
export function StateLine({ visit, interview }: { visit: Visit; interview: Interview }) {
  const saved = interview.saved.value;
  // Of a kiosk the frame says it.
  if (visit.isShared && saved === 'memory') return null;
  const state = saved === 'saved' && visit.isBackedUp.value ? 'backed' : saved;
  const isOffline = visit.isOffline.value && saved !== 'memory';
  return (
    <>
      <p class={`state ${saved}`}>
        {(saved === 'saved' || saved === 'saving') && <Mark kind="saved" />}
        {saved !== 'full' && t(`state.${state}`)}
      </p>
      <div role="status">
        {saved === 'full' && <p class="notice attention">{t('state.full')}</p>}
        {visit.isContinuedElsewhere.value && <p class="notice attention">{t('state.elsewhere')}</p>}
        {visit.hasNews.value && <p class="state">{t('state.news')}</p>}
        {saved !== 'full' && isOffline && <p class="state">{t('state.offline')}</p>}
      </div>
      {saved === 'full' && (
        <button type="button" class="second" onClick={() => interview.note({})}>
          {t('state.save_again')}
        </button>
      )}
    </>
  );
}
