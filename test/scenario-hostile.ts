import fc from 'fast-check';
import { expect } from 'vitest';
import { PROBLEMS } from '#contract/problems.ts';
import type { ENDPOINTS } from '../server/http/openapi.ts';
import type { HostileRequest } from './hostile.ts';
import { hostileRequests, requestsWithNul, writtenJson } from './hostile.ts';
import type { Office } from './office.ts';
import { openFrameFor } from './open-round.ts';
import { invitedCampaign } from './scenario-frozen.ts';
import { csvOf, dossier, handIn } from './scenario-lists.ts';

const AGENCY = '01981';
const RUNS = 12;

type Asked = (typeof ENDPOINTS)[number];
/** Those that end a stage come last, so that the others meet one that is alive. */
const ENDINGS = /\/(close|freeze|publish|collect|erase|draw|plan|invitations)$/;
export const isEnding = ({ endpoint }: Asked) => ENDINGS.test(endpoint.path);
export const NAME = '$feature · $name: nothing that is sent is a fault of ours';

/** A campaign that collects and one that waits for its lists, whose own identifiers are among what is sent. */
export async function hostileScenario(office: Office) {
  const collecting = await invitedCampaign(office);
  const open = await openFrameFor(office);
  const { fileId } = await handIn(
    open.homeAffairs,
    { campaignId: open.campaignId, agencyCode: AGENCY },
    csvOf([dossier(), dossier(), dossier({ phone: '12' }), dossier({ returned: '31/02/2026' })]),
  );
  const { personId } = await office.deps.db
    .selectFrom('person')
    .select('id as personId')
    .where('campaignId', '=', open.campaignId)
    .executeTakeFirstOrThrow();
  const known = {
    campaignId: fc.constantFrom(open.campaignId, collecting.campaignId),
    agencyCode: fc.constantFrom(AGENCY, AGENCY, 'province'),
    fileId: fc.constant(fileId),
    personId: fc.constant(personId),
    token: fc.constantFrom(...collecting.invitations.map((invitation) => invitation.token)),
    rowNumber: fc.constantFrom('3', '4', '999999999'),
    serial: fc.constantFrom('1', '999999'),
    provinceCode: fc.constant('19'),
    questionnaireVersion: fc.constant('sipas-2023-2026'),
    host: fc.constant('ks.thainguyen.gov.vn'),
    submissionId: fc.uuid({ version: 4 }),
    stratum: fc.constant(collecting.strata[0]!.code),
    username: fc.constantFrom('can.bo.xa', 'quantri'),
    staffId: fc.constant('00000000-0000-4000-8000-000000000000'),
    language: fc.constant('vi'),
    mode: fc.constant('self'),
  };
  const cookies = [
    await cookieOf(office, 'home_affairs'),
    await cookieOf(office, 'agency'),
    await cookieOf(office, 'observer'),
    '',
  ];
  const campaigns = [open.campaignId, collecting.campaignId];
  return { office, known, campaigns, cookies, token: collecting.invitations[0]!.token };
}
type HostileScenario = Awaited<ReturnType<typeof hostileScenario>>;

async function cookieOf(office: Office, role: 'home_affairs' | 'agency' | 'observer') {
  const caller = await office.as(role, role === 'agency' ? AGENCY : undefined);
  return caller.cookie;
}

/** Asks one endpoint with whatever may come, signed in or not. */
export async function askHostilely(
  scenario: HostileScenario,
  endpoint: Asked['endpoint'],
): Promise<void> {
  const { known, campaigns, cookies } = scenario;
  for (const campaignId of endpoint.path.includes(':campaignId') ? campaigns : ['']) {
    const ofOne = { ...known, campaignId: fc.constant(campaignId) };
    for (const request of requestsWithNul(endpoint, ofOne)) {
      for (const cookie of cookies) await ask(scenario, endpoint, request, cookie);
    }
  }
  await fc.assert(
    fc.asyncProperty(
      hostileRequests(endpoint, known),
      fc.constantFrom(...cookies),
      (request, cookie) => ask(scenario, endpoint, request, cookie),
    ),
    { numRuns: RUNS },
  );
}

async function ask(
  { office }: HostileScenario,
  endpoint: Asked['endpoint'],
  { url, body }: HostileRequest,
  cookie: string,
): Promise<void> {
  const type = endpoint.upload ? 'application/octet-stream' : 'application/json';
  const hasBody = endpoint.upload || endpoint.body;
  const reply = await office.app.inject({
    method: endpoint.method,
    url,
    headers: { cookie, ...(hasBody && { 'content-type': type }) },
    ...(endpoint.upload && { payload: Buffer.from(`a,b\0\n${'\uFFFE'},1`) }),
    ...(endpoint.body && { payload: writtenJson(body) }),
  });
  expectNoFaultOfOurs(reply);
}

function expectNoFaultOfOurs(reply: { statusCode: number; body: string }) {
  if (reply.statusCode < 400) return;
  const { code, details } = JSON.parse(reply.body) as {
    code: keyof typeof PROBLEMS;
    details?: { at?: string[] };
  };
  expect({ code, status: PROBLEMS[code] }).toEqual({ code, status: reply.statusCode });
  expect(code).not.toBe('internal');
  // The net under the schemas: the database refused what it was given, and a line was written to the log.
  expect(details?.at ?? []).not.toContain('request');
}
