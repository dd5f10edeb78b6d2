import fc from 'fast-check';
import { expect } from 'vitest';
import { PROBLEMS } from '#contract/problems.ts';
import type { ENDPOINTS } from '../server/http/openapi.ts';
import { hostileRequests, writtenJson } from './hostile.ts';
import type { Office } from './office.ts';
import { invitedCampaign } from './scenario-frozen.ts';
import { csvOf, dossier, handIn, openFrameFor } from './scenario-lists.ts';

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
  return { office, known, cookies, token: collecting.invitations[0]!.token };
}
type HostileScenario = Awaited<ReturnType<typeof hostileScenario>>;

async function cookieOf(office: Office, role: 'home_affairs' | 'agency' | 'observer') {
  const caller = await office.as(role, role === 'agency' ? AGENCY : undefined);
  return caller.cookie;
}

/** Asks one endpoint with whatever may come, signed in or not. */
export async function askHostilely(
  { office, known, cookies }: HostileScenario,
  endpoint: Asked['endpoint'],
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      hostileRequests(endpoint, known),
      fc.constantFrom(...cookies),
      async ({ url, body }, cookie) => {
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
      },
    ),
    { numRuns: RUNS },
  );
}

function expectNoFaultOfOurs(reply: { statusCode: number; body: string }) {
  if (reply.statusCode < 400) return;
  const { code } = JSON.parse(reply.body) as { code: keyof typeof PROBLEMS };
  expect({ code, status: PROBLEMS[code] }).toEqual({ code, status: reply.statusCode });
  expect(code).not.toBe('internal');
}
