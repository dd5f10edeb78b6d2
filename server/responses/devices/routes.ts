import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/devices.ts';
import { record } from '../../db/activity.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { callerOf } from '../../http/access.ts';
import { serve } from '../../http/serve.ts';
import { problem } from '../../problem.ts';
import { submitParcel } from './device-parcel.ts';
import { addDevice, enrolDevice } from './enrol-device.ts';
import { admitDevice, noteContact } from './find-device.ts';
import { agenciesOverShare, fieldDevices, fieldTerms } from './list-devices.ts';
import { revokeDevice } from './revoke-device.ts';
import { roundTerms } from './round-terms.ts';

/** Kiosks and interviewers' telephones: enrolled, watched and cut off by Home Affairs; and the kiosk's own door. */
export function routes(app: FastifyInstance, deps: Deps): void {
  officeRoutes(app, deps);
  fileRoute(app, deps);
  serve(app, deps, contract.enrolDevice, ({ body }) =>
    enrolDevice(deps, body.code, body.deviceKey),
  );
  serve(app, deps, contract.contactKiosk, async ({ body }) => {
    const kiosk = await admitDevice(deps.db, body.deviceKey, 'kiosk');
    await noteContact(deps, kiosk, body);
    return roundTerms(deps, kiosk);
  });
  serve(app, deps, contract.submitAtKiosk, async ({ params, body }, { request }) => {
    if (await callerOf(deps, request)) throw problem('staff_session_present');
    const { deviceKey, ...sealed } = body;
    const { campaignId } = await admitDevice(deps.db, deviceKey, 'kiosk');
    const { submissionId } = params;
    const isSealer = ({ kind }: { kind: contract.DeviceKind }) => kind === 'kiosk';
    return submitParcel(deps, { campaignId, caseId: null, submissionId, sealed, isSealer });
  });
}

function officeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.listDevices, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    const terms = await fieldTerms(db, campaignId);
    return {
      devices: await fieldDevices(db, campaignId, now()),
      terms,
      overShare: await agenciesOverShare(db, campaignId, terms.counterPercent),
    };
  });
  serve(app, deps, contract.addDevice, ({ params, body }, { caller }) =>
    addDevice(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.revokeDevice, ({ params }, { caller }) =>
    revokeDevice(deps, caller.id, params.campaignId, params.deviceId),
  );
  serve(app, deps, contract.setFieldTerms, async ({ params, body }, { caller }) => {
    const { campaignId } = params;
    await db.transaction().execute(async (trx) => {
      await keepStage(trx, campaignId, 'drawn', 'collecting');
      const set = await trx
        .insertInto('fieldTerms')
        .values({ campaignId, ...body })
        .onConflict((conflict) =>
          conflict
            .column('campaignId')
            .doUpdateSet(body)
            .where((where) =>
              where.or([
                where('fieldTerms.visitAttempts', '<>', body.visitAttempts),
                where('fieldTerms.deviceDays', '<>', body.deviceDays),
                where('fieldTerms.counterPercent', '<>', body.counterPercent),
              ]),
            ),
        )
        .returning('campaignId')
        .executeTakeFirst();
      if (!set) return;
      await record(trx, {
        at: now(),
        staffId: caller.id,
        act: 'field_terms_set',
        campaignId,
        details: body,
      });
    });
    return body;
  });
}

/** What a device could not send, by way of Home Affairs: the box alone opens it, and it names its own device. */
function fileRoute(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.handInDeviceFile, async ({ body }, { caller }) => {
    const { deviceId, caseId, submissionId, format: _, ...sealed } = body;
    const device = await db
      .selectFrom('fieldDevice')
      .select(['id', 'campaignId', 'kind'])
      .where('id', '=', deviceId)
      .executeTakeFirst();
    if (!device || (device.kind === 'kiosk') !== (caseId === null)) throw problem('device_unknown');
    const { campaignId } = device;
    const isSealer = ({ id }: { id: string }) => id === deviceId;
    const receipt = await submitParcel(deps, {
      campaignId,
      caseId,
      submissionId,
      sealed,
      isSealer,
    });
    const act = 'device_file_handed_in';
    await record(db, { at: now(), staffId: caller.id, act, campaignId });
    return receipt;
  });
}
