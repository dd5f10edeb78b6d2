import { useEffect, useMemo } from 'preact/hooks';
import { countListedPersons } from '#contract/documents.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';

/** “Danh sách đối tượng điều tra xã hội học” of one agency, in as many files as it needs. */
export function PersonsList(props: { readonly context: PageContext; readonly agencyCode: string }) {
  const { context, agencyCode } = props;
  const { ask, campaign } = context;
  const counted = useMemo(
    () =>
      createLoaded(() =>
        ask(countListedPersons, { params: { campaignId: campaign.id, agencyCode } }),
      ),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    counted.load();
  }, [counted]);
  const base = `/api/campaigns/${campaign.id}/agencies/${agencyCode}/persons-list`;
  return (
    <section class="panel">
      <h2>{t('documents.persons_list')}</h2>
      <WhenLoaded state={counted}>
        {({ people, files }) =>
          people === 0 ? (
            <p>{t('documents.persons_none')}</p>
          ) : (
            <>
              <p>
                {t('documents.persons_files', {
                  people: wholeNumber(people),
                  files: wholeNumber(files),
                })}
              </p>
              <p class="hint">{t('documents.names_inside')}</p>
              <p class="buttons">
                {Array.from({ length: files }, (_, index) => index + 1).flatMap((page) =>
                  (['word', 'pdf'] as const).map((format) => (
                    <ButtonLink
                      key={`${format}${page}`}
                      href={`${base}/${format}?page=${page}`}
                      download
                    >
                      {files === 1
                        ? t(`documents.${format}`)
                        : t('documents.file_of', {
                            format: t(`documents.${format}`),
                            n: wholeNumber(page),
                          })}
                    </ButtonLink>
                  )),
                )}
              </p>
            </>
          )
        }
      </WhenLoaded>
    </section>
  );
}
