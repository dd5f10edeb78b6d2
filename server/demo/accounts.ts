import { randomBytes } from 'node:crypto';
import { addStaff, choosePassword, signIn } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { firstAdministrator } from '../staff/first-administrator.ts';
import { Caller } from './caller.ts';

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly what: string;
}

/** Three accounts, each with a password chosen through its one-time link, as people do. */
export async function openAccounts(address: string, deps: Deps) {
  const all: Account[] = [];
  const choose = async (link: string, username: string, what: string) => {
    const caller = new Caller(address);
    const password = randomBytes(9).toString('base64url');
    await caller.call(choosePassword, { body: { token: new URL(link).hash.slice(1), password } });
    all.push({ username, password, what });
    return caller;
  };
  const link = await firstAdministrator(deps);
  if (!link) throw new Error('The demo begins on an empty database.');
  const homeAffairs = await choose(link, 'quantri', 'Sở Nội vụ / Home Affairs');
  const observer = await homeAffairs.call(addStaff, {
    body: { username: 'mttq', fullName: 'Nguyễn Văn Thắng', role: 'observer' },
  });
  await choose(observer.link, 'mttq', 'Người giám sát (MTTQ) / observer');
  const unit = await homeAffairs.call(addStaff, {
    body: { username: 'vinhthong', fullName: 'Hoàng Thị Lan', role: 'unit', unitCode: '01981' },
  });
  await choose(unit.link, 'vinhthong', 'Cán bộ xã Vĩnh Thông / staff of one commune');
  const { username = '', password = '' } = all[0] ?? {};
  /** Days have passed: the session of then has ended. */
  const signInAgain = () => homeAffairs.call(signIn, { body: { username, password } });
  return { homeAffairs, all, signInAgain };
}
export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
