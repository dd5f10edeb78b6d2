import type { FastifyInstance } from 'fastify';
import * as hamletPlaces from '#contract/hamlet-places.ts';
import * as contract from '#contract/visits.ts';
import { record } from '../../db/activity.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { submitParcel } from '../devices/device-parcel.ts';
import { admitDevice, noteContact } from '../devices/find-device.ts';
import { fieldTerms } from '../devices/list-devices.ts';
import { roundTerms } from '../devices/round-terms.ts';
import { assignVisits } from './assign-visits.ts';
import { assignedCases, assignmentsOf } from './assigned-cases.ts';
import { placeFromDevice, placeHamlet, placesFor } from './place-hamlets.ts';
import { closeCases, recordAttempts } from './record-attempts.ts';

/** Interviews at home: assigned by Home Affairs, carried on a telephone that is offline for days. */
export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.readAssignments, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    return assignmentsOf(db, campaignId);
  });
  serve(app, deps, contract.assignVisits, async ({ params, body }, { caller }) => ({
    cases: await assignVisits(deps, caller.id, params.campaignId, body),
  }));
  serve(app, deps, hamletPlaces.placeHamlet, ({ params, body }, { caller }) =>
    placeHamlet(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.submitVisit, async ({ params, body }) => {
    const { deviceKey, ...sealed } = body;
    const { campaignId, staffId } = await admitDevice(db, deviceKey, 'interviewer');
    const isSealer = (sealer: { staffId: string | null }) => sealer.staffId === staffId;
    return submitParcel(deps, { ...params, campaignId, sealed, isSealer });
  });
  syncRoute(app, deps);
}

function syncRoute(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.syncVisits, async ({ body }) => {
    const device = await admitDevice(db, body.deviceKey, 'interviewer');
    const round = await roundTerms(deps, device);
    const { visitAttempts, deviceDays } = await fieldTerms(db, device.campaignId);
    const refused = [
      ...(await recordAttempts(deps, device, body.attempts)),
      ...(await closeCases(db, device, body.closings, visitAttempts)),
    ];
    await noteContact(deps, device, body);
    await placeFromDevice(db, device, body.places);
    const cases = await assignedCases(deps, device);
    if (cases.length > 0)
      await record(db, {
        at: now(),
        staffId: device.staffId,
        act: 'visit_cases_read',
        campaignId: device.campaignId,
        details: { cases: cases.length },
      });
    return {
      ...round,
      staffName: device.staffName ?? '',
      terms: { visitAttempts, deviceDays },
      cases,
      places: await placesFor(db, device),
      refused,
    };
  });
}
