import { useEffect, useMemo } from 'preact/hooks';
import { listComments } from '#contract/comments.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { useAgencyName } from '../page/agency-name.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';

/** What people wrote about one agency: never below ten forms, never in the order of arrival. */
export function Comments({ context, params, title }: ScreenProps) {
  const { ask, campaign, linkTo } = context;
  const agencyCode = params.agencyCode ?? '';
  const comments = useMemo(
    () =>
      createLoaded(() => ask(listComments, { params: { campaignId: campaign.id, agencyCode } })),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    comments.load();
  }, [comments]);
  return (
    <Screen
      title={t(title, { agency: useAgencyName(context, agencyCode) })}
      todo={t('comments.todo')}
    >
      <p>
        <a href={linkTo('results')}>{t('comments.back')}</a>
      </p>
      <WhenLoaded state={comments}>
        {(found) =>
          found.responses === null || found.responses < found.minimum ? (
            <Notice kind="info" title={t('figure.hidden')}>
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
      </WhenLoaded>
    </Screen>
  );
}
