/** What a page of the citizen is made of, as one bundle: the modules that keep, seal and send. */
export { openStorage } from '../../client/respond/storage.ts';
export { createVisit } from '../../client/respond/visit.ts';
