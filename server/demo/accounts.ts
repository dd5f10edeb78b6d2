import { randomBytes } from 'node:crypto';
import type { Role } from '#contract/endpoint.ts';
import { addStaff, choosePassword } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { ADMINISTRATOR, firstAdministrator } from '../staff/first-administrator.ts';
import type { Caller } from './caller.ts';
import type { Colleague } from './colleagues.ts';
import { StaffCaller } from './staff-caller.ts';

export interface Account extends Pick<Colleague, 'username' | 'fullName' | 'holder' | 'tries'> {
  readonly password: string;
  readonly caller: Caller;
  readonly role: Role;
  /** Null of the first administrator, whom nobody added. */
  readonly staffId: string | null;
}

const FIRST: Colleague = {
  username: ADMINISTRATOR,
  fullName: 'Quản trị',
  role: 'home_affairs',
  holder: 'Sở Nội vụ / Home Affairs',
  tries: 'mọi việc của đợt; kết quả, nhiệm vụ / everything of a round; results, duties',
};

/** Accounts, each with a password chosen through its one-time link, as people do. */
export async function openAccounts(address: string, deps: Deps, colleagues: readonly Colleague[]) {
  const choose = async (
    link: string,
    colleague: Colleague,
    staffId: string | null,
  ): Promise<Account> => {
    const password = randomBytes(9).toString('base64url');
    const caller = new StaffCaller(address, deps.now, { username: colleague.username, password });
    const body = { token: new URL(link).hash.slice(1), password };
    await caller.call(choosePassword, { body });
    return { ...colleague, password, caller, staffId };
  };
  const link = await firstAdministrator(deps);
  if (!link) throw new Error('Accounts are opened on an empty database.');
  const first = await choose(link, FIRST, null);
  const homeAffairs = first.caller;
  const open = async (colleague: Colleague): Promise<Account> => {
    const { holder: _, tries: __, ...body } = colleague;
    const { link, staffId } = await homeAffairs.call(addStaff, { body });
    return choose(link, colleague, staffId);
  };
  const all = [first, ...(await Promise.all(colleagues.map(open)))];
  const allOf = (role: Role): readonly Account[] => all.filter((account) => account.role === role);
  /** Their account, which is opened where they have none. */
  const callerOf = async (colleague: Colleague): Promise<Caller> => {
    const known = all.find(({ username }) => username === colleague.username);
    if (known) return known.caller;
    const opened = await open(colleague);
    all.push(opened);
    return opened.caller;
  };
  return { homeAffairs, all, allOf, callerOf };
}
export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
