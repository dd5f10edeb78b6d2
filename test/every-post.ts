import type { PostName } from '#contract/endpoint.ts';
import { POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { ENDPOINTS } from '../server/http/openapi.ts';
import type { Caller, Office } from './office.ts';

export const OWN = '01981';
export const FOREIGN = '05665';
const SOMEWHERE = '00000000-0000-4000-8000-000000000000';

/** Somebody of each post; clerks and interviewers too may belong to a measured agency. */
export async function callersOf(office: Office): Promise<ReadonlyMap<PostName, Caller>> {
  const callers = new Map<PostName, Caller>();
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    const agency = ROLES_WITH_AGENCY.some((known) => known === role) ? OWN : undefined;
    callers.set(name, await office.as(role, agency, isLead));
  }
  return callers;
}

/** Parts of any endpoint's address, about what is not there. */
export const params = (agencyCode: string) => ({
  campaignId: SOMEWHERE,
  fileId: SOMEWHERE,
  staffId: SOMEWHERE,
  submissionId: SOMEWHERE,
  serial: 1,
  language: 'vi',
  agencyCode,
});

export const guarded = ENDPOINTS.filter(({ endpoint }) => endpoint.access !== 'public');
