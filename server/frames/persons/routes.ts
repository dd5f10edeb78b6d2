import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/persons.ts';
import * as across from '#contract/persons-of-agencies.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { OWNERS_OF_ONE_PHONE } from '../../lists/link/link-rules.ts';
import { countPersons } from './count-persons.ts';
import { listSeparations } from './list-separations.ts';
import { searchPersonsOfAgencies } from './look-across.ts';
import { personsOfAgencies } from './persons-of-agencies.ts';
import { readPerson } from './read-person.ts';
import { readPersons } from './read-persons.ts';
import { rejoinDossier, separateDossier } from './separate-dossier.ts';
import { rejoinAgencies, separateFromAgencies } from './separate-from-agencies.ts';
import { staffPhoneRoutes } from './staff-phone-routes.ts';

export function personRoutes(app: FastifyInstance, deps: Deps): void {
  agencyRoutes(app, deps);
  acrossRoutes(app, deps);
  staffPhoneRoutes(app, deps);
}

function agencyRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listPersons, ({ params, query }, { caller }) =>
    readPersons(deps, {
      campaignId: params.campaignId,
      scope: params.agencyCode,
      page: Math.max(1, query.page),
      search: '',
      show: query.show ?? 'all',
      staffId: caller.id,
    }),
  );
  serve(app, deps, contract.searchPersons, ({ params, body }, { caller }) =>
    readPersons(deps, {
      campaignId: params.campaignId,
      scope: params.agencyCode,
      page: Math.max(1, body.page),
      search: body.search.trim(),
      show: body.show ?? 'all',
      staffId: caller.id,
    }),
  );
  serve(app, deps, contract.getPerson, async ({ params }, { caller }) => ({
    dossiers: await readPerson(deps, {
      campaignId: params.campaignId,
      personId: params.personId,
      scope: params.agencyCode,
      staffId: caller.id,
    }),
  }));
  serve(app, deps, contract.separateDossier, async ({ params, body }, { caller }) => {
    const { campaignId, agencyCode } = params;
    const wanted = { campaignId, scope: agencyCode, staffId: caller.id, ...body };
    await separateDossier(deps, wanted);
    return {};
  });
  serve(app, deps, contract.rejoinDossier, async ({ params, body }, { caller }) => {
    const { campaignId, agencyCode } = params;
    const wanted = { campaignId, scope: agencyCode, staffId: caller.id, ...body };
    await rejoinDossier(deps, wanted);
    return {};
  });
  serve(app, deps, contract.listSeparations, async ({ params }, { caller }) => {
    const scope = params.agencyCode;
    return { separations: await listSeparations(deps, params.campaignId, scope, caller.id) };
  });
  serve(app, deps, contract.countPersons, async ({ params }, { scope }) => {
    await campaignAt(deps.db, params.campaignId);
    const agencies = await countPersons(deps.db, params.campaignId, scope);
    return { ownersOfOnePhone: OWNERS_OF_ONE_PHONE, agencies };
  });
}

/** Persons whom several agencies have served: Home Affairs' only, for an agency sees nobody of another one. */
function acrossRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, across.findPersonsOfAgencies, async ({ params }, { caller }) => ({
    persons: await searchPersonsOfAgencies(deps, params.campaignId, caller.id),
  }));
  serve(app, deps, across.listPersonsOfAgencies, ({ params, query }, { caller }) =>
    personsOfAgencies(deps, params.campaignId, Math.max(1, query.page), caller.id),
  );
  serve(app, deps, across.separateFromAgencies, async ({ params, body }, { caller }) => {
    await separateFromAgencies(deps, params.campaignId, body.personId, caller.id);
    return {};
  });
  serve(app, deps, across.rejoinAgencies, async ({ params, body }, { caller }) => {
    await rejoinAgencies(deps, params.campaignId, body.personId, caller.id);
    return {};
  });
}
