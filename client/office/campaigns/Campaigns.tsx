import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { day } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';

export function Campaigns({ context, title }: OfficeScreenProps) {
  const { campaigns, staff, linkTo } = context;
  const mayOpen = staff.role === 'home_affairs';
  const todo = campaigns.length > 0 ? 'choose' : mayOpen ? 'create' : 'wait';
  return (
    <Screen title={t(title)} todo={t(`campaigns.${todo}`)}>
      {mayOpen && (
        <p class="buttons">
          <ButtonLink kind="primary" href={linkTo('new_campaign')}>
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
              cell: ({ id, name }) => <a href={linkTo('tasks', { campaignId: id })}>{name}</a>,
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
