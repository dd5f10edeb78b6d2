import { useEffect, useMemo } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import { listCampaigns } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../i18n.ts';
import { CampaignRoutes } from './CampaignRoutes.tsx';
import { Campaigns } from './campaigns/Campaigns.tsx';
import { NewCampaign } from './campaigns/NewCampaign.tsx';
import { LoadingLine } from './LoadingLine.tsx';
import { Menu } from './Menu.tsx';
import { PrintFoot } from './PrintFoot.tsx';
import { ACCOUNTS, ACTIVITY, CAMPAIGNS, NEW_CAMPAIGN, placesOf } from './places.ts';
import { createReading } from './reading.ts';
import { path } from './router.ts';
import { Screen, Shown } from './Screen.tsx';
import type { Session } from './session.ts';
import { Accounts } from './staff/Accounts.tsx';
import { Activity } from './staff/Activity.tsx';
import { LinkNotices } from './staff/LinkNotices.tsx';

/** Behind the door: menu at the left (on top of a narrow screen), one screen at the right. */
export function Rooms({ session, staff }: { readonly session: Session; readonly staff: Staff }) {
  const { ask } = session;
  const reading = useMemo(
    () => createReading(async () => (await ask(listCampaigns, {})).campaigns),
    [ask, staff.id],
  );
  useEffect(() => {
    reading.load();
  }, [reading]);
  if (!reading.value.value) {
    return (
      <main id="main">
        {reading.failure.value ? (
          <Screen title={t('app.name')}>
            <Shown reading={reading}>{() => null}</Shown>
          </Screen>
        ) : (
          <LoadingLine />
        )}
      </main>
    );
  }
  return (
    <Shown reading={reading}>
      {(campaigns) => {
        const campaign = chosen(campaigns);
        return (
          <div class="rooms">
            <Menu session={session} staff={staff} campaigns={campaigns} campaign={campaign} />
            <main id="main">
              <LinkNotices key={staff.id} ask={session.ask} />
              <Room
                session={session}
                staff={staff}
                campaigns={campaigns}
                campaign={campaign}
                refresh={reading.load}
              />
            </main>
            {campaign && <PrintFoot campaign={campaign.name} />}
          </div>
        );
      }}
    </Shown>
  );
}

/** The campaign in the address; anywhere else the newest. */
function chosen(campaigns: readonly Campaign[]): Campaign | undefined {
  const id = path.value.split('/')[2];
  return campaigns.find((campaign) => campaign.id === id) ?? campaigns[0];
}

function Room(props: {
  readonly session: Session;
  readonly staff: Staff;
  readonly campaigns: readonly Campaign[];
  readonly campaign: Campaign | undefined;
  readonly refresh: () => Promise<void>;
}) {
  const { session, staff, campaigns, campaign, refresh } = props;
  const isHomeAffairs = staff.role === 'home_affairs';
  const at = path.value.replace(/\/$/, '');
  if (at === ACTIVITY && staff.role !== 'unit') {
    return <Activity ask={session.ask} campaigns={campaigns} />;
  }
  if (isHomeAffairs && at === ACCOUNTS) {
    return <Accounts ask={session.ask} staff={staff} campaign={campaign} />;
  }
  if (isHomeAffairs && at === NEW_CAMPAIGN) {
    return <NewCampaign ask={session.ask} latest={campaigns[0]} refresh={refresh} />;
  }
  if (at === CAMPAIGNS || !campaign) return <Campaigns campaigns={campaigns} staff={staff} />;
  if (at !== '/quan-tri' && !at.startsWith(`/quan-tri/${campaign.id}`)) {
    return <Screen title={t('app.no_such_screen')} todo={t('app.choose_from_menu')} />;
  }
  return (
    <CampaignRoutes
      key={campaign.id}
      desk={{ ask: session.ask, staff, campaign, places: placesOf(campaign.id), refresh }}
    />
  );
}
