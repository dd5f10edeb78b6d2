import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/fieldwork.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { progressByUnit } from './progress.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.getProgress, async ({ params }, { scope }) => {
    await campaignAt(db, params.campaignId);
    return { units: await progressByUnit(db, params.campaignId, scope) };
  });
}
