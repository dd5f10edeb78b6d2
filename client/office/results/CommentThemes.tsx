import { useEffect, useMemo } from 'preact/hooks';
import type { ThemeSharesOfAgency } from '#contract/comment-coding.ts';
import { getCommentThemes } from '#contract/comment-coding.ts';
import type { Replied } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';

type Themes = Replied<typeof getCommentThemes>;

/** What comments are about, in shares that no few people follow from, and how far two coders agreed. */
export function CommentThemes({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  const themes = useMemo(
    () => createLoaded(() => ask(getCommentThemes, { params: { campaignId: campaign.id } })),
    [ask, campaign.id],
  );
  useEffect(() => {
    if (isCounted) themes.load();
  }, [themes, isCounted]);
  if (!isCounted) return <Screen title={t(title)} />;
  return (
    <Screen title={t(title)} todo={t('coding.read')}>
      <WhenLoaded state={themes}>
        {(found) => (
          <>
            <p>
              {t('coding.counts', { n: wholeNumber(found.coded), twice: wholeNumber(found.twice) })}
            </p>
            <Agreement agreement={found.agreement} />
            {found.province === null ? (
              <p>{t('coding.too_few')}</p>
            ) : (
              <ShareTable found={found} province={found.province} />
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

const written = (value: number): string => value.toFixed(2).replace('.', ',');

function Agreement({ agreement }: Pick<Themes, 'agreement'>) {
  if (!agreement) return <p>{t('coding.no_agreement')}</p>;
  return (
    <ul>
      {(['theme', 'tone'] as const).map((part) => {
        const { kappa, interval, observed } = agreement[part];
        return (
          <li key={part}>
            {kappa === null || interval === null
              ? t(`coding.alike.${part}`)
              : t(`coding.kappa.${part}`, {
                  kappa: written(kappa),
                  lower: written(interval[0]),
                  upper: written(interval[1]),
                  observed: wholeNumber(Math.round(100 * observed)),
                })}
          </li>
        );
      })}
    </ul>
  );
}

function ShareTable(props: { readonly found: Themes; readonly province: ThemeSharesOfAgency }) {
  const { found, province } = props;
  const nameOf = (row: ThemeSharesOfAgency) =>
    row === province ? t('coding.province') : (row.agencyName ?? t('coding.others'));
  return (
    <>
      <Table
        caption={t('coding.caption')}
        rows={[province, ...found.agencies]}
        keyOf={(row) => (row === province ? 'province' : (row.agencyCode ?? 'others'))}
        columns={[
          { key: 'agency', heading: t('coding.agency'), cell: nameOf },
          {
            key: 'comments',
            heading: t('coding.comments'),
            isNumeric: true,
            cell: ({ comments }) => wholeNumber(comments),
          },
          ...found.themes.map((theme) => ({
            key: theme,
            heading: t(`coding.theme.${theme}`),
            isNumeric: true,
            cell: ({ percents }: ThemeSharesOfAgency) => {
              const percent = percents[theme] ?? null;
              return percent === null ? t('coding.withheld') : `${percent}%`;
            },
          })),
        ]}
      />
      <p class="hint">{t('coding.withheld_note')}</p>
    </>
  );
}
