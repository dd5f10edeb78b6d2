import { randomBytes } from 'node:crypto';
import type { Role } from '#contract/endpoint.ts';
import { addStaff, choosePassword, signIn } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { ADMINISTRATOR, firstAdministrator } from '../staff/first-administrator.ts';
import { Caller } from './caller.ts';

/** Somebody for whom Home Affairs makes an account. */
export interface Colleague {
  readonly username: string;
  readonly fullName: string;
  readonly role: Role;
  readonly isLead?: boolean;
  readonly agencyCode?: string;
  readonly holder: string;
}

export const OBSERVER: Colleague = {
  username: 'mttq',
  fullName: 'Nguyễn Văn Thắng',
  role: 'observer',
  holder: 'Người giám sát (MTTQ) / observer',
};
export const COMMUNE_CLERK: Colleague = {
  username: 'vinhthong',
  fullName: 'Hoàng Thị Lan',
  role: 'agency',
  agencyCode: '01981',
  holder: 'Cán bộ xã Vĩnh Thông / staff of one commune',
};

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly holder: string;
  readonly caller: Caller;
}

/** Accounts, each with a password chosen through its one-time link, as people do. */
export async function openAccounts(address: string, deps: Deps, colleagues: readonly Colleague[]) {
  const all: Account[] = [];
  const choose = async (link: string, username: string, holder: string): Promise<Caller> => {
    const caller = new Caller(address);
    const password = randomBytes(9).toString('base64url');
    await caller.call(choosePassword, { body: { token: new URL(link).hash.slice(1), password } });
    all.push({ username, password, holder, caller });
    return caller;
  };
  const link = await firstAdministrator(deps);
  if (!link) throw new Error('Accounts are opened on an empty database.');
  const homeAffairs = await choose(link, ADMINISTRATOR, 'Sở Nội vụ / Home Affairs');
  const add = async ({ holder, ...body }: Colleague): Promise<Caller> => {
    const { link } = await homeAffairs.call(addStaff, { body });
    return choose(link, body.username, holder);
  };
  for (const colleague of colleagues) await add(colleague);
  /** Days have passed: the session of then has ended. */
  const signInAgain = async (name = ADMINISTRATOR): Promise<Caller> => {
    const { username, password, caller } = all.find(({ username }) => username === name)!;
    await caller.call(signIn, { body: { username, password } });
    return caller;
  };
  return { homeAffairs, all, add, signInAgain };
}
export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
