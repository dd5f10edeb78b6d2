import { graceTo } from '#contract/calendar.ts';
import { serverNow } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { day } from '../../ui/words.ts';
import { Campaigns } from '../campaigns/Campaigns.tsx';
import { orderOf, phaseOf } from '../page/orders.ts';
import type { OfficeContext, PageContext } from '../page/page-context.ts';
import { match, path } from '../page/router.ts';
import { Screen } from '../page/Screen.tsx';
import { StageOrder } from '../page/stage-order.ts';
import type { CampaignScreen } from '../screens.ts';
import { CAMPAIGN_SCREENS, linkTo, OFFICE_SCREENS } from '../screens.ts';
import { campaignMenu, officeMenu } from './menu-entries.ts';

/** The screen at the address; its role must be among those of the table. */
export function Outlet({ context }: { readonly context: OfficeContext }) {
  const { staff, campaign } = context;
  const place = placeOf(context);
  for (const { address, roles, title, component: OfficeScreen } of OFFICE_SCREENS) {
    if (match(`/quan-tri/${address}`, place) && roles.includes(staff.role)) {
      return <OfficeScreen context={context} title={title} />;
    }
  }
  if (!campaign) return <Campaigns context={context} title="campaigns.title" />;
  return <CampaignOutlet key={campaign.id} context={inCampaign(context, campaign)} />;
}

function CampaignOutlet({ context }: { readonly context: PageContext }) {
  const address = placeOf(context);
  for (const screen of CAMPAIGN_SCREENS) {
    const params = match(`/quan-tri/${screen.address}`, address);
    if (params?.campaignId === context.campaign.id && screen.roles.includes(context.staff.role)) {
      const { component: CampaignComponent, title } = screen;
      return (
        <StageOrder.Provider value={orderWords(screen, context)}>
          <CampaignComponent key={address} context={context} params={params} title={title} />
        </StageOrder.Provider>
      );
    }
  }
  return <Screen title={t('app.no_such_screen')} todo={t('app.choose_from_menu')} />;
}

/** A bare address, with or without the campaign, shows the first screen of the role's menu. */
function placeOf({ campaign, staff }: Pick<OfficeContext, 'campaign' | 'staff'>): string {
  const address = path.value.replace(/\/$/, '');
  const isBare = ['/quan-tri', `/quan-tri/${campaign?.id}`].includes(address);
  if (!isBare || !campaign) return address;
  const [first] = [...campaignMenu(staff, campaign), ...officeMenu(staff.role)];
  return first?.href ?? address;
}

const inCampaign = (
  context: OfficeContext,
  campaign: NonNullable<OfficeContext['campaign']>,
): PageContext => ({
  ...context,
  campaign,
  linkTo: (name, params) => linkTo(name, { ...params, campaignId: campaign.id }),
});

function orderWords(
  { orders }: CampaignScreen,
  { campaign, staff }: PageContext,
): string | undefined {
  const key = orderOf(orders, phaseOf(campaign, new Date(serverNow())), staff.role);
  return (
    key && t(`orders.${key}`, { from: day(campaign.collectFrom), until: day(graceTo(campaign)) })
  );
}
