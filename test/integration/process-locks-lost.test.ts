// Truth: PostgreSQL 17, 13.3.5 “Advisory Locks”: a session's lock is held until the session ends or lets it go.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { ProcessLocks } from '../../server/db/process-locks.ts';

const ROUNDS = 5;
const settings = (name: string) => ({
  connectionString: `${inject('postgresUrl')}/postgres`,
  application_name: name,
});

test('a lock that was taken again as soon as its connection was lost can be let go for another process', async () => {
  const [own, other] = [new ProcessLocks(settings('lost')), new ProcessLocks(settings('other'))];
  const owner = new pg.Client(settings('owner'));
  await owner.connect();
  const cut = () =>
    owner.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where application_name = 'lost'`);
  for (let nth = 0; nth < ROUNDS; nth += 1) {
    expect(await own.tryHold('list')).toBe(true);
    let isCut = false;
    const cutting = cut().then(() => {
      isCut = true;
    });
    for (let isHeld = false; !isCut || !isHeld; await nextTurn())
      isHeld = await own.tryHold('list').catch(() => false);
    await cutting;
    // The last event of the lost connection comes meanwhile.
    await pause(20);
    await own.release('list');
    expect({ nth, isFree: await other.tryHold('list') }).toEqual({ nth, isFree: true });
    await other.release('list');
  }
  await Promise.all([own.close(), other.close()]);
  await owner.end();
});
