import type { FastifyInstance } from 'fastify';
import { downloadActivity, getJournalHead, listActivity } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import { sealJournal } from '../db/journal-chain.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { dailyHeads } from './daily-heads.ts';
import { journalPage } from './journal.ts';
import { journalWorkbook } from './journal-workbook.ts';

const HOUR = 3_600_000;

export function journalRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  sealHourly(app, deps);
  serve(app, deps, listActivity, ({ query }) => journalPage(db, query));
  serve(app, deps, downloadActivity, async ({ query }, { caller }) => {
    await record(db, { at: now(), staffId: caller.id, act: 'journal_downloaded' });
    return { fileName: 'nhat-ky.xlsx', content: journalWorkbook(db, query) };
  });
  serve(app, deps, getJournalHead, async () => {
    const head = await sealJournal(db, now());
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
  const seal = () => {
    sealing = sealJournal(db, now()).catch((error: Error) =>
      app.log.error({ error: error.name }, 'the journal could not be sealed'),
    );
  };
  let timer: NodeJS.Timeout | undefined;
  app.addHook('onListen', () => {
    seal();
    timer = setInterval(seal, HOUR).unref();
  });
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await sealing;
  });
}
