import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/staff-links.ts';
import type { Deps } from '../deps.ts';
import { loggedError } from '../http/logged-error.ts';
import { serve } from '../http/serve.ts';
import { linkMessages, sendLinks } from './link-messages.ts';
import { linkSender } from './link-sender.ts';

export function linkRoutes(app: FastifyInstance, deps: Deps): void {
  const { gateway, mail } = deps.config;
  const sender = linkSender(deps, (error) =>
    app.log.error(loggedError(error), 'links of accounts'),
  );
  app.addHook('onClose', () => sender.stop());
  serve(app, deps, contract.sendStaffLinks, ({ body }, { caller }) =>
    sendLinks(deps, sender, caller.id, body.staffIds),
  );
  serve(app, deps, contract.listLinkMessages, async () => ({
    hasGateway: gateway !== undefined,
    hasMail: mail !== undefined,
    messages: await linkMessages(deps),
  }));
}
