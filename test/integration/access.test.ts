// Truth: the contract's `access` of each endpoint, and the rule that an agency's staff reach only their own agency.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/endpoint.ts';
import { ROLES } from '#contract/endpoint.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';

const OWN = '01981';
const FOREIGN = '05665';
/** Clerks and interviewers too may belong to a measured agency. */
const HAS_AGENCY: readonly Role[] = ['agency', 'entry', 'interviewer'];
const SOMEWHERE = '00000000-0000-4000-8000-000000000000';

let office: Office;
const callers = new Map<Role, Caller>();
beforeAll(async () => {
  office = await openOffice();
  for (const role of ROLES)
    callers.set(role, await office.as(role, HAS_AGENCY.includes(role) ? OWN : undefined));
});
afterAll(() => office.close());

const params = (agencyCode: string) => ({
  campaignId: SOMEWHERE,
  fileId: SOMEWHERE,
  staffId: SOMEWHERE,
  submissionId: SOMEWHERE,
  serial: 1,
  language: 'vi',
  agencyCode,
});
const body = (endpoint: { body?: unknown; upload?: true }) =>
  endpoint.upload ? Buffer.from('x') : endpoint.body ? {} : undefined;
const ask = (
  caller: Caller,
  endpoint: (typeof ENDPOINTS)[number]['endpoint'],
  agencyCode: string,
) => caller.send(endpoint.method, pathOf(endpoint.path, params(agencyCode)), body(endpoint));

const guarded = ENDPOINTS.filter(({ endpoint }) => endpoint.access !== 'public');

test.each(guarded)(
  '$feature · $name is closed to whoever has not signed in',
  async ({ endpoint }) => {
    const reply = await ask(office.nobody, endpoint, OWN);
    expect(reply.json()).toEqual({ code: 'not_signed_in', details: {} });
  },
);

const forbidden = guarded.flatMap(({ feature, name, endpoint }) =>
  ROLES.filter((role) => endpoint.access !== 'staff' && !endpoint.access.includes(role)).map(
    (role) => ({
      feature,
      name,
      endpoint,
      role,
    }),
  ),
);
test.each(forbidden)('$feature · $name is closed to $role', async ({ endpoint, role }) => {
  const reply = await ask(callers.get(role) as Caller, endpoint, OWN);
  expect(reply.json()).toMatchObject({ code: 'access_denied' });
});

const ofOneAgency = guarded.filter(
  ({ endpoint }) =>
    endpoint.path.includes(':agencyCode') &&
    (endpoint.access === 'staff' || endpoint.access.includes('agency')),
);
test.each(ofOneAgency)(
  '$feature · $name of a foreign agency is closed to an agency’s staff',
  async ({ endpoint }) => {
    const agency = callers.get('agency') as Caller;
    for (const foreign of [FOREIGN, 'province', 'H55.03']) {
      expect((await ask(agency, endpoint, foreign)).json()).toMatchObject({
        code: 'access_denied',
      });
    }
    expect((await ask(agency, endpoint, OWN)).json()).not.toMatchObject({ code: 'access_denied' });
  },
);

test('no endpoint answers with a bare failure to an unknown campaign', async () => {
  for (const { name, endpoint } of ENDPOINTS) {
    for (const caller of [office.nobody, ...callers.values()]) {
      const reply = await ask(caller, endpoint, OWN);
      expect({ name, status: reply.statusCode }).not.toMatchObject({ status: 500 });
    }
  }
});

test('every endpoint says what it is, who may ask, and is in the OpenAPI description', async () => {
  const openapi = (await office.nobody.send('GET', '/api/openapi.json')).json();
  for (const { name, endpoint } of ENDPOINTS) {
    const described =
      openapi.paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')][endpoint.method.toLowerCase()];
    expect(described).toMatchObject({
      operationId: name,
      summary: endpoint.summary,
      'x-access': endpoint.access,
    });
  }
});

test('the list of endpoints and who may ask is reviewed like code', async () => {
  const lines = ENDPOINTS.map(({ endpoint }) =>
    [endpoint.method.padEnd(6), endpoint.path, '·', [endpoint.access].flat().join(' ')].join(' '),
  );
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('../golden/endpoints.txt');
});
