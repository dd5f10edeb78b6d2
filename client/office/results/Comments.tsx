import { useEffect, useMemo } from 'preact/hooks';
import { listComments } from '#contract/comments.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../desk.ts';
import { createReading } from '../reading.ts';
import { Screen, Shown } from '../Screen.tsx';
import { useUnitName } from '../unit-name.ts';

/** What people wrote about one unit: never below ten forms, never in the order of arrival. */
export function Comments({ desk, at }: ScreenProps) {
  const { ask, campaign, places } = desk;
  const unitCode = at.unitCode ?? '';
  const comments = useMemo(
    () => createReading(() => ask(listComments, { params: { campaignId: campaign.id, unitCode } })),
    [ask, campaign.id, unitCode],
  );
  useEffect(() => {
    comments.load();
  }, [comments]);
  return (
    <Screen
      title={t('comments.title', { unit: useUnitName(desk, unitCode) })}
      todo={t('comments.todo')}
    >
      <p>
        <a href={places.results}>{t('comments.back')}</a>
      </p>
      <Shown reading={comments}>
        {(found) =>
          found.responses === null || found.responses < found.minimum ? (
            <Notice kind="info" title={t('results.hidden')}>
              <p>{t('comments.too_few', { n: found.minimum })}</p>
            </Notice>
          ) : (
            <>
              <p>
                {t('comments.count', {
                  n: wholeNumber(found.comments.length),
                  forms: wholeNumber(found.responses),
                })}
              </p>
              {found.comments.length === 0 && <p>{t('comments.none')}</p>}
              <ul class="comments">
                {found.comments.map((comment, position) => (
                  <li key={position}>{comment}</li>
                ))}
              </ul>
            </>
          )
        }
      </Shown>
    </Screen>
  );
}
