/** What the pages are made of, as one bundle: the modules that keep, seal and send. */

export { createCalls } from '../../client/office/calls/calls.ts';
export { createSession } from '../../client/office/page/session.ts';
export { openDeviceStore } from '../../client/respond/field/device-store.ts';
export { Interviewer } from '../../client/respond/field/interviewer.ts';
export { createKiosk } from '../../client/respond/field/kiosk.ts';
export { openStorage } from '../../client/respond/storage.ts';
export { createVisit } from '../../client/respond/visit.ts';
