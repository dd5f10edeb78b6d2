import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/staff-phones.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { campaignOf } from '../scope.ts';
import { decideOnStaffPhones } from './decide-on-staff-phones.ts';
import { staffPhones, staffPhonesByAgency } from './staff-phone-counts.ts';
import { setStaffPhones } from './staff-phones.ts';
import { stateOfficials } from './state-officials.ts';

/** Who works at an agency is not asked about it: given by the agency, approved by Home Affairs, seen by observers. */
export function staffPhoneRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.getStaffPhones, async ({ params }) => {
    await campaignOf(deps.db, params.campaignId, params.agencyCode);
    return staffPhones(deps.db, params.campaignId, params.agencyCode);
  });
  serve(app, deps, contract.setStaffPhones, ({ params, body }, { caller }) =>
    setStaffPhones(deps, {
      ...params,
      text: body.text,
      isAdded: body.isAdded ?? false,
      staffId: caller.id,
    }),
  );
  serve(app, deps, contract.decideOnStaffPhones, ({ params, body }, { caller }) =>
    decideOnStaffPhones(deps, {
      ...params,
      ...body,
      note: body.note || null,
      staffId: caller.id,
    }),
  );
  serve(app, deps, contract.listStaffPhones, async ({ params }) => {
    await campaignAt(deps.db, params.campaignId);
    return { agencies: await staffPhonesByAgency(deps.db, params.campaignId) };
  });
  serve(app, deps, contract.stateOfficials, async ({ params, body }, { caller }) => {
    await stateOfficials(deps, { ...params, ...body, staffId: caller.id });
    return {};
  });
}
