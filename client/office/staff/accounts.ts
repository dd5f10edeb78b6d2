import type { Signal } from '@preact/signals';
import { signal } from '@preact/signals';
import type * as z from 'zod/mini';
import { listAgencies } from '#contract/agencies.ts';
import type { PostName, Role, Sent } from '#contract/endpoint.ts';
import { POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { getOidc } from '#contract/oidc.ts';
import { resetSecondFactor } from '#contract/second-factor.ts';
import type { StaffAccount } from '#contract/staff.ts';
import {
  addStaff,
  handOverAccount,
  listStaff,
  renewPasswordLink,
  setStaffDisabled,
} from '#contract/staff.ts';
import type { Loaded } from '../../ui/loaded.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type Account = z.output<typeof StaffAccount>;
export type AccountsModel = ReturnType<typeof createAccounts>;

/** Staff of a measured agency; a clerk or an interviewer may have one, about which they then take no answer. */
export const ofAnAgency = (role: Role): boolean =>
  ROLES_WITH_AGENCY.some((known) => known === role);

/** Accounts, and the one-time link of the account just made or renewed. */
export function createAccounts(ask: Ask, campaignId: string | undefined) {
  const accounts = createLoaded(async () => (await ask(listStaff, {})).staff);
  const provider = createLoaded(() => ask(getOidc, {}));
  const agencies = createLoaded(async () =>
    campaignId ? (await ask(listAgencies, { params: { campaignId } })).agencies : [],
  );
  const link = signal<ShownLink | undefined>(undefined);
  /** Whose record is shown in place of the list. */
  const shown = signal<string | undefined>(undefined);
  const username = signal('');
  const fullName = signal('');
  const post = signal<PostName>('agency');
  const agencyCode = signal('');
  const telephone = signal('');
  const email = signal('');

  return {
    accounts,
    agencies,
    provider,
    link,
    shown,
    username,
    fullName,
    post,
    agencyCode,
    telephone,
    email,
    load: () => Promise.all([accounts.load(), agencies.load(), provider.load()]),
    add: createAct(async () => {
      const made = await ask(addStaff, {
        body: {
          username: username.value,
          fullName: fullName.value,
          ...POSTS[post.value],
          agencyCode: ofAnAgency(POSTS[post.value].role) ? agencyCode.value || null : null,
          telephone: telephone.value.trim() || null,
          email: email.value.trim() || null,
        },
      });
      link.value = {
        address: made.link,
        expiresAt: made.expiresAt,
        username: username.value.trim().toLowerCase(),
      };
      username.value = '';
      fullName.value = '';
      telephone.value = '';
      email.value = '';
      await accounts.load();
    }),
    ...actsOn(ask, accounts, link),
  };
}

interface ShownLink {
  readonly address: string;
  readonly expiresAt: string;
  readonly username: string;
}

/** What is done to an account that is there. */
function actsOn(ask: Ask, accounts: Loaded<Account[]>, link: Signal<ShownLink | undefined>) {
  return {
    renew: createAct(async (staffId: string) => {
      const made = await ask(renewPasswordLink, { params: { staffId } });
      const account = accounts.value.value?.find(({ id }) => id === staffId);
      link.value = {
        address: made.link,
        expiresAt: made.expiresAt,
        username: account?.username ?? '',
      };
    }),
    resetFactor: createAct(async (staffId: string) => {
      await ask(resetSecondFactor, { params: { staffId } });
      await accounts.load();
      return true;
    }),
    handOver: createAct(
      async ({ id: staffId, username }: Account, person: Sent<typeof handOverAccount>['body']) => {
        const made = await ask(handOverAccount, { params: { staffId }, body: person });
        link.value = { address: made.link, expiresAt: made.expiresAt, username };
        await accounts.load();
        return true;
      },
    ),
    disable: createAct(async (staffId: string, isDisabled: boolean) => {
      await ask(setStaffDisabled, { params: { staffId }, body: { isDisabled } });
      await accounts.load();
    }),
  };
}
