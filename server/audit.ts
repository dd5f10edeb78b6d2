import { readConfig } from './config.ts';
import { auditJournal } from './db/audit-journal.ts';
import type { Db } from './db/database.ts';
import { sealJournal } from './db/journal-chain.ts';
import { prepareDatabase } from './db/prepare-database.ts';
import { takeExisting } from './existing-database.ts';
import { failureText } from './failure-text.ts';

const USAGE = `npm run audit -- verify [<head> ...]
  Repeats the chain of the journal from its acts, and looks for the heads that were printed on paper (given
  here), stored at the end of each day and published with results. Prints OK or DIFFERENT; exit code 1: something was rewritten.`;

/** For an auditor, on the server's machine: has anybody rewritten the journal behind the application? */
const [command, ...given] = process.argv.slice(2);
// Typed off a sheet, perhaps in capitals.
const printed = given.map((head) => head.toLowerCase());
if (command !== 'verify' || !printed.every((head) => /^[0-9a-f]{64}$/.test(head))) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const config = readConfig(process.env);
  const unlock = await takeExisting(config);
  try {
    const db = await prepareDatabase(config);
    try {
      process.exitCode = (await verified(db)) ? 0 : 1;
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

async function verified(db: Db): Promise<boolean> {
  await sealJournal(db, new Date());
  const { isSame, lines } = await auditJournal(db, printed);
  for (const line of lines) console.log(line);
  return isSame;
}
