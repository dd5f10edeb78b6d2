import type { Campaign } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { day } from '../../ui/words.ts';
import { NEW_CAMPAIGN, placesOf } from '../places.ts';
import { Screen } from '../Screen.tsx';

export function Campaigns(props: {
  readonly campaigns: readonly Campaign[];
  readonly staff: Staff;
}) {
  const { campaigns } = props;
  const mayOpen = props.staff.role === 'home_affairs';
  const todo = campaigns.length > 0 ? 'choose' : mayOpen ? 'create' : 'wait';
  return (
    <Screen title={t('campaigns.title')} todo={t(`campaigns.${todo}`)}>
      {mayOpen && (
        <p class="buttons">
          <ButtonLink kind="primary" href={NEW_CAMPAIGN}>
            {t('campaigns.new')}
          </ButtonLink>
        </p>
      )}
      {campaigns.length > 0 && (
        <Table
          caption={t('campaigns.caption', { n: campaigns.length })}
          rows={campaigns}
          keyOf={(campaign) => campaign.id}
          columns={[
            {
              key: 'name',
              heading: t('campaigns.name'),
              cell: (campaign) => <a href={placesOf(campaign.id).tasks}>{campaign.name}</a>,
            },
            {
              key: 'province',
              heading: t('campaigns.province'),
              cell: (campaign) => campaign.provinceName,
            },
            {
              key: 'stage',
              heading: t('campaigns.stage'),
              cell: (campaign) => t(`stage.${campaign.stage}`),
            },
            {
              key: 'window',
              heading: t('campaigns.window'),
              cell: (campaign) => `${day(campaign.collectFrom)} – ${day(campaign.collectTo)}`,
            },
          ]}
        />
      )}
    </Screen>
  );
}
