import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import { postName } from '#contract/endpoint.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { go, path } from '../page/router.ts';
import type { Session } from '../page/session.ts';
import type { MenuEntry } from './menu-entries.ts';
import { campaignMenu, officeMenu } from './menu-entries.ts';

/** At the left of a wide screen; on a narrow one it unfolds, and folds again on the way to a screen. */
export function Menu(props: {
  readonly session: Session;
  readonly staff: Staff;
  readonly campaigns: readonly Campaign[];
  readonly campaign: Campaign | undefined;
}) {
  const { staff, campaigns, campaign } = props;
  const isOpen = useSignal(false);
  const address = path.value;
  useEffect(() => {
    isOpen.value = false;
  }, [address]);
  return (
    <nav class="menu" aria-label={t('menu.label')} data-open={isOpen.value || undefined}>
      <button
        type="button"
        class="button menu-fold"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {t(isOpen.value ? 'menu.close' : 'menu.open')}
      </button>
      <div class="menu-body">
        {campaign && <p class="province">{t('menu.province', { name: campaign.provinceName })}</p>}
        {campaign && campaigns.length > 1 && (
          <CampaignSwitch campaigns={campaigns} campaign={campaign} />
        )}
        {campaign && <Entries entries={campaignMenu(staff, campaign)} isFirst />}
        <Entries entries={officeMenu(staff.role)} />
        <Account session={props.session} staff={staff} />
      </div>
    </nav>
  );
}

function Entries(props: { readonly entries: readonly MenuEntry[]; readonly isFirst?: boolean }) {
  const { entries, isFirst } = props;
  if (entries.length === 0) return null;
  // The bare address shows the first entry's screen.
  const isBare = isFirst && path.value.replace(/\/$/, '') === '/quan-tri';
  const address = isBare ? entries[0]?.href : path.value;
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.key}>
          <a
            href={entry.href}
            aria-current={
              address === entry.href
                ? 'page'
                : address?.startsWith(`${entry.href}/`)
                  ? 'true'
                  : undefined
            }
          >
            {t(`menu.${entry.key}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function CampaignSwitch(props: {
  readonly campaigns: readonly Campaign[];
  readonly campaign: Campaign;
}) {
  return (
    <label class="switch">
      <span class="visually-hidden">{t('menu.campaign_switch')}</span>
      <select
        class="input"
        value={props.campaign.id}
        onChange={(event) => go(`/quan-tri/${event.currentTarget.value}`)}
      >
        {props.campaigns.map((campaign) => (
          <option key={campaign.id} value={campaign.id}>
            {campaign.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Account({ session, staff }: { readonly session: Session; readonly staff: Staff }) {
  const account = [staff.fullName, t(`role.${postName(staff)}`), staff.agencyName]
    .filter(Boolean)
    .join(' · ');
  return (
    <div class="account">
      <p>{account}</p>
      <button
        type="button"
        class="button"
        data-plain
        onClick={() => session.signOut().then((isLeaving) => isLeaving || go('/quan-tri'))}
      >
        {t('menu.sign_out')}
      </button>
    </div>
  );
}
