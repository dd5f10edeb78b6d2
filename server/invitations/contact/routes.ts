import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/contact.ts';
import type { Deps } from '../../deps.ts';
import { hashOf } from '../../http/access.ts';
import { loggedError } from '../../http/logged-error.ts';
import { serve } from '../../http/serve.ts';
import { problem } from '../../problem.ts';
import { optOut } from '../opt-out.ts';
import { contactCsv, contactWorkbook } from './contact-list.ts';
import { makeContactList, startSending, stopSending } from './go-out.ts';
import { messageClock } from './message-clock.ts';
import type { MessageSender } from './message-sender.ts';
import { sendersOf } from './message-sender.ts';
import { addWave, contactPlan, removeWave } from './plan-waves.ts';
import { recordBounces } from './record-bounces.ts';

export function contactRoutes(app: FastifyInstance, deps: Deps): void {
  const clocks = sendersOf(deps.config).map((sender) =>
    messageClock(deps, sender, (error) => app.log.error(loggedError(error), sender.ways[0])),
  );
  app.addHook('onReady', async () => void (await Promise.all(clocks.map(({ start }) => start()))));
  app.addHook('onClose', async () => void (await Promise.all(clocks.map(({ stop }) => stop()))));
  planRoutes(app, deps);
  listRoutes(app, deps);
  serve(app, deps, contract.sendWave, async ({ params }, { caller }) => {
    const reply = await startSending(deps, caller.id, params);
    for (const { wake } of clocks) wake();
    return reply;
  });
  serve(app, deps, contract.stopSending, ({ params }, { caller }) =>
    stopSending(deps, caller.id, params.campaignId),
  );
  serve(app, deps, contract.recordBounces, ({ params, upload }, { caller }) =>
    recordBounces(deps, caller.id, params.campaignId, upload),
  );
  reportRoute(app, deps);
  serve(app, deps, contract.optOut, async ({ params, body }, { caller }) => {
    await optOut(deps, caller.id, params, body.isForGood);
    return {};
  });
}

function planRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.getContactPlan, async ({ params }, { caller }) => ({
    waves: (await contactPlan(deps, params.campaignId)).map(({ unreadable, ...wave }) => ({
      ...wave,
      // A slip on it has not been answered: that is for those who make the lists.
      ...(caller.role === 'home_affairs' && { unreadable }),
    })),
    hasGateway: deps.config.gateway !== undefined,
    hasMail: deps.config.mail !== undefined,
  }));
  serve(app, deps, contract.addWave, ({ params, body }, { caller }) =>
    addWave(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.removeWave, async ({ params, body }, { caller }) => {
    await removeWave(deps, caller.id, params, body.reason);
    return {};
  });
}

function listRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.downloadContactList, async ({ params, query }, { caller }) => {
    const list = await makeContactList(deps, caller.id, params, query.purpose);
    return {
      fileName: `Danh sách nhắc - ${list.wave.day}.xlsx`,
      content: await contactWorkbook(list.wave, list.recipients, list.campaign.collectTo),
    };
  });
  serve(app, deps, contract.downloadContactCsv, async ({ params, query }, { caller }) => {
    const list = await makeContactList(deps, caller.id, params, query.purpose);
    return {
      fileName: `Danh sách nhắc - ${list.wave.day}.csv`,
      content: contactCsv(list.wave, list.recipients, list.campaign.collectTo),
    };
  });
}

function reportRoute(app: FastifyInstance, deps: Deps): void {
  const { db, now, config } = deps;
  serve(app, deps, contract.reportDelivery, async ({ body }) => {
    const hasSecretOf = ({ terms: { reportSecret } }: MessageSender) =>
      reportSecret !== undefined &&
      timingSafeEqual(Buffer.from(hashOf(reportSecret)), Buffer.from(hashOf(body.secret)));
    const ways = sendersOf(config)
      .filter(hasSecretOf)
      .flatMap((sender) => sender.ways);
    if (ways.length === 0) throw problem('access_denied');
    await db
      .updateTable('contactMessage')
      .set({ state: body.isDelivered ? 'delivered' : 'undelivered', changedAt: now() })
      .where('id', '=', body.id)
      .where('waveId', 'in', (waves) =>
        waves.selectFrom('contactWave').select('id').where('way', 'in', ways),
      )
      .where('state', 'in', ['sending', 'sent', 'unclear', 'waiting', 'failed'])
      .execute();
    return {};
  });
}
