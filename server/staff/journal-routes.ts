import type { FastifyInstance } from 'fastify';
import { downloadActivity, getJournalHead, listActivity } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import { dailyHeads, storeDailyHeads, untilNextSealing } from '../db/daily-heads.ts';
import { sealJournal } from '../db/journal-chain.ts';
import type { Deps } from '../deps.ts';
import { loggedError } from '../http/logged-error.ts';
import { serve } from '../http/serve.ts';
import { journalPage } from './journal.ts';
import { journalWorkbook } from './journal-workbook.ts';

export function journalRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  sealHourly(app, deps);
  serve(app, deps, listActivity, ({ query }) => journalPage(db, query));
  serve(app, deps, downloadActivity, async ({ query }, { caller }) => {
    await record(db, { at: now(), staffId: caller.id, act: 'journal_downloaded' });
    return { fileName: 'nhat-ky.xlsx', content: await journalWorkbook(db, query) };
  });
  serve(app, deps, getJournalHead, async () => {
    const head = await sealJournal(db, now());
    await storeDailyHeads(db, now());
    return {
      position: head?.position ?? 0,
      sha256: head?.sha256 ?? null,
      sealedAt: head?.sealedAt.toISOString() ?? null,
      days: await dailyHeads(db, now()),
    };
  });
}

/** Between two sealings an act could be rewritten unseen: at most an hour, and never past a head on paper. */
function sealHourly(app: FastifyInstance, { db, now }: Deps): void {
  let sealing: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const seal = () => {
    timer = setTimeout(seal, untilNextSealing(now())).unref();
    sealing = sealDay(db, now()).catch((error: Error) =>
      app.log.error(loggedError(error), 'the journal could not be sealed'),
    );
  };
  app.addHook('onListen', seal);
  app.addHook('onClose', async () => {
    clearTimeout(timer);
    await sealing;
  });
}

async function sealDay(db: Deps['db'], now: Date): Promise<void> {
  await sealJournal(db, now);
  await storeDailyHeads(db, now);
}
