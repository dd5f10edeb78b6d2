import type { FastifyInstance } from 'fastify';
import { getFrameSummary } from '#contract/frames.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { acceptanceRoutes } from './acceptance/routes.ts';
import { completenessRoutes } from './completeness/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { freezeRoutes } from './freeze/routes.ts';
import { importRoutes } from './import/routes.ts';
import { doubtRoutes } from './persons/doubt-routes.ts';
import { personRoutes } from './persons/routes.ts';
import { frameSummary } from './summary.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  importRoutes(app, deps);
  correctionRoutes(app, deps);
  personRoutes(app, deps);
  doubtRoutes(app, deps);
  completenessRoutes(app, deps);
  acceptanceRoutes(app, deps);
  freezeRoutes(app, deps);
  serve(app, deps, getFrameSummary, ({ params }) =>
    frameSummary(deps.db, params.campaignId, params.agencyCode),
  );
}
