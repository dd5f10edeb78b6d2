import { randomBytes } from 'node:crypto';
import type { Role } from '#contract/endpoint.ts';
import { addStaff, choosePassword, signIn } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { ADMINISTRATOR, firstAdministrator } from '../staff/first-administrator.ts';
import { Caller } from './caller.ts';
import type { Colleague } from './colleagues.ts';

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
  const all: Account[] = [];
  const choose = async (
    link: string,
    colleague: Colleague,
    staffId: string | null,
  ): Promise<Caller> => {
    const caller = new Caller(address);
    const password = randomBytes(9).toString('base64url');
    await caller.call(choosePassword, { body: { token: new URL(link).hash.slice(1), password } });
    all.push({ ...colleague, password, caller, staffId });
    return caller;
  };
  const link = await firstAdministrator(deps);
  if (!link) throw new Error('Accounts are opened on an empty database.');
  const homeAffairs = await choose(link, FIRST, null);
  const add = async (colleague: Colleague): Promise<Caller> => {
    const { holder: _, tries: __, ...body } = colleague;
    const { link, staffId } = await homeAffairs.call(addStaff, { body });
    return choose(link, colleague, staffId);
  };
  for (const colleague of colleagues) await add(colleague);
  /** Days have passed: the session of then has ended. */
  const signInAgain = async (name = ADMINISTRATOR): Promise<Caller> => {
    const { username, password, caller } = all.find(({ username }) => username === name)!;
    await caller.call(signIn, { body: { username, password } });
    return caller;
  };
  const allOf = (role: Role): readonly Account[] => all.filter((account) => account.role === role);
  return { homeAffairs, all, add, signInAgain, allOf };
}
export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
