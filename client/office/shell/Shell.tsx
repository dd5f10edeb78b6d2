import { useEffect, useMemo } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import { listCampaigns } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { LoadingLine } from '../page/LoadingLine.tsx';
import { path } from '../page/router.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { Session } from '../page/session.ts';
import { linkTo, titlesOf } from '../screens.ts';
import { LinkNotices } from '../staff/LinkNotices.tsx';
import { Menu } from './Menu.tsx';
import { Outlet } from './Outlet.tsx';
import { PrintFoot } from './PrintFoot.tsx';

/** Behind the door: menu at the left (on top of a narrow screen), one screen at the right. */
export function Shell({ session, staff }: { readonly session: Session; readonly staff: Staff }) {
  const { ask } = session;
  const loaded = useMemo(
    () => createLoaded(async () => (await ask(listCampaigns, {})).campaigns),
    [ask, staff.id],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  if (!loaded.value.value) {
    return (
      <main id="main">
        {loaded.failure.value ? (
          <Screen title={t('app.name')}>
            <WhenLoaded state={loaded}>{() => null}</WhenLoaded>
          </Screen>
        ) : (
          <LoadingLine />
        )}
      </main>
    );
  }
  return (
    <WhenLoaded state={loaded}>
      {(campaigns) => {
        const campaign = chosen(campaigns);
        return (
          <div class="shell">
            <Menu session={session} staff={staff} campaigns={campaigns} campaign={campaign} />
            <main id="main">
              <LinkNotices key={staff.id} ask={ask} />
              <Outlet
                context={{
                  ask,
                  staff,
                  campaigns,
                  campaign,
                  linkTo,
                  titlesOf,
                  refresh: loaded.load,
                }}
              />
            </main>
            {campaign && <PrintFoot campaign={campaign.name} />}
          </div>
        );
      }}
    </WhenLoaded>
  );
}

/** The campaign in the address; anywhere else the newest. */
function chosen(campaigns: readonly Campaign[]): Campaign | undefined {
  const id = path.value.split('/')[2];
  return campaigns.find((campaign) => campaign.id === id) ?? campaigns[0];
}
