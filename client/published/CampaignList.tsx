import { listPublished } from '#contract/published.ts';
import { call } from '../api.ts';
import { t } from '../i18n.ts';
import { Table } from '../ui/Table.tsx';
import { moment } from '../ui/words.ts';
import { drawPath, resultsPath } from './page/addresses.ts';
import { Loading } from './page/Loading.tsx';

export function CampaignList() {
  return (
    <Loading title={t('campaigns.title')} read={() => call(listPublished, {})}>
      {({ campaigns }) =>
        campaigns.length === 0 ? (
          <p>{t('campaigns.none')}</p>
        ) : (
          <Table
            caption={t('campaigns.caption', { n: campaigns.length })}
            rows={campaigns}
            keyOf={({ campaignId }) => campaignId}
            columns={[
              { key: 'name', heading: t('campaigns.name'), cell: ({ name }) => name },
              {
                key: 'province',
                heading: t('campaigns.province'),
                cell: ({ provinceName }) => provinceName,
              },
              {
                key: 'draw',
                heading: t('campaigns.draw'),
                cell: ({ campaignId, drawnAt, plannedAt }) => (
                  <a href={drawPath(campaignId)}>
                    {drawnAt
                      ? t('campaigns.drawn', { at: moment(drawnAt) })
                      : t('campaigns.planned', { at: moment(plannedAt ?? '') })}
                  </a>
                ),
              },
              {
                key: 'results',
                heading: t('campaigns.results'),
                cell: ({ campaignId, publishedAt }) =>
                  publishedAt ? (
                    <a href={resultsPath(campaignId)}>
                      {t('campaigns.published', { at: moment(publishedAt) })}
                    </a>
                  ) : (
                    t('campaigns.not_published')
                  ),
              },
            ]}
          />
        )
      }
    </Loading>
  );
}
