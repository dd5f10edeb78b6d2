import { useEffect } from 'preact/hooks';
import { listPublished } from '#contract/published.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { moment } from '../../ui/words.ts';
import { drawPath } from '../page/addresses.ts';
import { ReceiptCheck } from './ReceiptCheck.tsx';
import { SelfCheck } from './SelfCheck.tsx';

const draws = createLoaded(() => call(listPublished, {}));

export function CheckPage() {
  useEffect(() => {
    document.title = `${t('check.title')} – ${t('product')}`;
    draws.load();
  }, []);
  const drawn = draws.value.value?.campaigns ?? [];
  return (
    <>
      <h1>{t('check.title')}</h1>
      <ReceiptCheck />
      <section>
        <h2>{t('check.draws')}</h2>
        {drawn.length === 0 ? (
          <p>{t('check.no_draws')}</p>
        ) : (
          <ul>
            {drawn.map(({ campaignId, name, drawnAt, plannedAt }) => (
              <li key={campaignId}>
                <a href={drawPath(campaignId)}>{name}</a>
                {', '}
                {drawnAt
                  ? t('check.drawn', { at: moment(drawnAt) })
                  : t('check.planned', { at: moment(plannedAt ?? '') })}
              </li>
            ))}
          </ul>
        )}
      </section>
      <SelfCheck />
    </>
  );
}
