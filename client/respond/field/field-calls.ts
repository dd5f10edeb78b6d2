import type * as devices from '#contract/devices.ts';
import type { Sent } from '#contract/endpoint.ts';
import type { SealedInterview } from '#contract/sealed-interview.ts';
import type * as visits from '#contract/visits.ts';
import { ask } from '../calls.ts';

export const enrolDevice = (code: string, deviceKey: string) =>
  ask<typeof devices.enrolDevice>(
    { method: 'POST', path: '/api/field/enrolment' },
    { body: { code, deviceKey } },
    (reply) => typeof reply.deviceId === 'string',
  );

export const contactKiosk = (body: Sent<typeof devices.contactKiosk>['body']) =>
  ask<typeof devices.contactKiosk>(
    { method: 'POST', path: '/api/field/kiosk' },
    { body },
    (reply) => Array.isArray(reply.questionnaire?.groups),
  );

export const syncVisits = (body: Sent<typeof visits.syncVisits>['body']) =>
  ask<typeof visits.syncVisits>({ method: 'POST', path: '/api/field/visits' }, { body }, (reply) =>
    Array.isArray(reply.cases),
  );

const isReceipt = ({ code }: { readonly code: string }) =>
  /^[ACDEFGHJKMNPQRTVWXY34679]{8}$/.test(code);

export const submitAtKiosk = (
  submissionId: string,
  body: SealedInterview & { deviceKey: string },
) =>
  ask<typeof devices.submitAtKiosk>(
    { method: 'PUT', path: '/api/field/kiosk/responses/:submissionId' },
    { params: { submissionId }, body },
    isReceipt,
  );

export const submitVisit = (
  caseId: string,
  submissionId: string,
  body: SealedInterview & { deviceKey: string },
) =>
  ask<typeof visits.submitVisit>(
    { method: 'PUT', path: '/api/field/visits/:caseId/responses/:submissionId' },
    { params: { caseId, submissionId }, body },
    isReceipt,
  );
