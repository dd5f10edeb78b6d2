import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/retention.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveKept, serveKeptText } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import { beginErasure } from './begin-erasure.ts';
import { postponeErasure } from './postpone-erasure.ts';
import { readCertificate, readRetention } from './read-retention.ts';
import { retentionClock } from './retention-clock.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const clock = retentionClock(deps, (details) => app.log.error(details, 'retention'));
  app.addHook('onReady', () => clock.start());
  app.addHook('onClose', () => clock.stop());

  serve(app, deps, contract.getRetention, ({ params }) => readRetention(deps, params.campaignId));
  serve(app, deps, contract.postponeErasure, async ({ params, body }, { caller }) => {
    await postponeErasure(deps, caller.id, { ...params, ...body });
    return readRetention(deps, params.campaignId);
  });
  serve(app, deps, contract.eraseNow, async ({ params }, { caller }) => {
    await beginErasure(deps, params.campaignId, caller.id);
    clock.wake();
    return readRetention(deps, params.campaignId);
  });
  serveKept(
    app,
    deps,
    contract.getCertificate,
    async ({ params }) => ({ certificate: await readCertificate(deps.db, params.campaignId) }),
    ({ certificate }) => certificate !== null,
  );
  serveKeptText(app, deps, contract.downloadCertificate, async ({ params: { campaignId } }) => {
    const certificate = await readCertificate(deps.db, campaignId);
    if (!certificate) throw problem('certificate_not_issued');
    return { fileName: `giay-chung-nhan-xoa-${campaignId}.txt`, text: certificate.content };
  });
}
