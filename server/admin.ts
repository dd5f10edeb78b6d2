import { readConfig, WrongSettings } from './config.ts';
import { prepareDatabase } from './db/prepare-database.ts';
import { takeExisting } from './existing-database.ts';
import { failureText } from './failure-text.ts';
import { setDisabled } from './staff/add-staff.ts';
import { makePasswordLink } from './staff/password-link.ts';
import { accounts } from './staff/queries.ts';
import { removeFactor } from './staff/second-factor-routes.ts';

const USAGE = `npm run admin -- list               tài khoản / accounts
npm run admin -- reset <username>   đường dẫn đặt mật khẩu mới, dùng một lần / a new one-time link`;

/** Resets a password from the server's own machine, for when no administrator can sign in. */
const [command, username] = process.argv.slice(2);
if (command !== 'list' && !(command === 'reset' && username)) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const config = readConfig(process.env);
  const unlock = await takeExisting(config);
  try {
    const db = await prepareDatabase(config);
    try {
      const all = await accounts(db);
      if (command === 'list') {
        for (const { username: name, role, agencyCode, isDisabled, hasPassword } of all)
          console.log([name, role, agencyCode ?? '-', state(isDisabled, hasPassword)].join('\t'));
      } else {
        const account = all.find((known) => known.username === username?.toLowerCase());
        if (!account)
          throw new WrongSettings(`Không có tài khoản ${username} / no such account.\n${USAGE}`);
        // An agency's account is not the owner's to reopen: Home Affairs does it, by name.
        if (account.isDisabled && account.role !== 'home_affairs')
          throw new WrongSettings(
            `Tài khoản ${username} đã khóa: Sở Nội vụ mở lại ở mục Tài khoản. / is closed: Home Affairs reopens it in the office.`,
          );
        const deps = { config, now: () => new Date(), db };
        if (account.isDisabled) {
          await setDisabled(deps, null, account.id, false);
          console.log(
            `Đã mở lại tài khoản ${account.username}; nhật ký ghi việc này. / Reopened; the journal says so.`,
          );
        }
        await removeFactor(deps, null, account.id);
        const { link, expiresAt } = await db
          .transaction()
          .execute((trx) => makePasswordLink({ ...deps, db: trx }, account.id, null));
        console.log(`${account.username}, đến / until ${expiresAt}:\n  ${link}`);
      }
    } finally {
      await db.destroy();
    }
  } finally {
    await unlock();
  }
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}

function state(isDisabled: boolean, hasPassword: boolean): string {
  if (isDisabled) return 'closed';
  return hasPassword ? 'active' : 'no password yet';
}
