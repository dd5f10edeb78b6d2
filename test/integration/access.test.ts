// Truth: the contract's `access` of each endpoint, and the rule that an agency's staff reach only their own agency.
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint, PostName } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { inParallel } from '../../server/demo/in-parallel.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';

const OWN = '01981';
const FOREIGN = '05665';
const SOMEWHERE = '00000000-0000-4000-8000-000000000000';

let office: Office;
const callers = new Map<PostName, Caller>();
beforeAll(async () => {
  office = await openOffice();
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    // Clerks and interviewers too may belong to a measured agency.
    const agency = ROLES_WITH_AGENCY.some((known) => known === role) ? OWN : undefined;
    callers.set(name, await office.as(role, agency, isLead));
  }
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
const ask = async (
  caller: Caller,
  endpoint: (typeof ENDPOINTS)[number]['endpoint'],
  agencyCode: string,
) => {
  const { method, path } = endpoint;
  const reply = await caller.send(method, pathOf(path, params(agencyCode)), body(endpoint));
  return reply.statusCode < 400 ? 'answered' : reply.json().code;
};
const as = (name: PostName) => callers.get(name) as Caller;

const guarded = ENDPOINTS.filter(({ endpoint }) => endpoint.access !== 'public');

test('what is not public is closed to whoever has not signed in', async () => {
  const open: string[] = [];
  await inParallel(guarded, async ({ name, endpoint }) => {
    if ((await ask(office.nobody, endpoint, OWN)) !== 'not_signed_in') open.push(name);
  });
  expect(open).toEqual([]);
});

test.each(POST_NAMES)(
  '%s reaches what the table of rights names, and nothing else',
  async (post) => {
    const wrong: { name: string; isOpen: boolean }[] = [];
    await inParallel(guarded, async ({ name, endpoint }) => {
      const isOpen = (await ask(as(post), endpoint, OWN)) !== 'access_denied';
      if (isOpen !== mayAsk(endpoint, POSTS[post])) wrong.push({ name, isOpen });
    });
    expect(wrong).toEqual([]);
  },
);

const ofOneAgency = POST_NAMES.filter((name) => isOfOneAgency(POSTS[name].role));
test.each(ofOneAgency)('nothing about a foreign agency is open to %s', async (post) => {
  const leaks: { name: string; foreign: string }[] = [];
  const ofAgencies = guarded.filter(({ endpoint }) => endpoint.path.includes(':agencyCode'));
  await inParallel(ofAgencies, async ({ name, endpoint }) => {
    for (const foreign of [FOREIGN, 'province', 'H55.03'])
      if ((await ask(as(post), endpoint, foreign)) !== 'access_denied')
        leaks.push({ name, foreign });
  });
  expect(leaks).toEqual([]);
});

test('no public endpoint answers with a bare failure to an unknown campaign', async () => {
  await inParallel(ENDPOINTS, async ({ name, endpoint }) =>
    expect({ name, code: await ask(office.nobody, endpoint, OWN) }).not.toMatchObject({
      code: 'internal',
    }),
  );
});

/** Every text that a post can read of a campaign, by the endpoint that gave it. */
async function readings(post: PostName, campaignId: string) {
  const texts: { name: string; agencyCode: string; text: string }[] = [];
  const read = guarded.filter(
    // A PDF's text is packed: no name is found in it. Its Word twin is read.
    ({ endpoint: { method, file, ...endpoint } }) =>
      method === 'GET' && file !== 'application/pdf' && mayAsk(endpoint, POSTS[post]),
  );
  await inParallel(read, async ({ name, endpoint }) => {
    for (const agencyCode of endpoint.path.includes(':agencyCode')
      ? [OWN, FOREIGN, 'province']
      : [OWN]) {
      const path = pathOf(endpoint.path, { ...params(agencyCode), campaignId });
      const { statusCode, rawPayload } = await as(post).send('GET', path);
      if (statusCode < 400) texts.push({ name, agencyCode, text: textOf(rawPayload) });
    }
  });
  return texts;
}

/** A workbook's or an archive's files one after the other. */
const textOf = (payload: Buffer): string =>
  payload.subarray(0, 2).toString() === 'PK'
    ? Object.values(unzipSync(payload))
        .map((file) => Buffer.from(file).toString())
        .join('\n')
    : payload.toString();

const SEES_PEOPLE: readonly PostName[] = ['home_affairs', 'approver', 'agency', 'leader'];

test('a foreign agency’s people are read by Home Affairs alone, and counts only by who watches', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const [own, foreign] = ['Lò Văn Của Mình', 'Lò Văn Xã Khác'];
  for (const [agencyCode, owner] of [
    [OWN, own],
    [FOREIGN, foreign],
  ] as const) {
    const rows = [
      dossier({ owner, agencyCode }),
      dossier({ owner: `${owner} Hai`, agencyCode, returned: 'x' }),
    ];
    await handIn(
      homeAffairs,
      { campaignId, agencyCode },
      csvOf(rows.map(({ agencyName: _, ...row }) => row)),
    );
  }
  const { campaignId: collecting, people } = await collectingCampaign(office, {
    agencies: [OWN, FOREIGN],
  });
  const names = new Set(people.map(({ fullName }) => fullName));
  for (const post of POST_NAMES) {
    const lists = await readings(post, campaignId);
    const readers = (marker: string) =>
      lists.filter(({ text }) => text.includes(marker)).map(({ name }) => name);
    const isHomeAffairs = POSTS[post].role === 'home_affairs';
    expect({ post, foreign: readers(foreign).length > 0 }).toEqual({
      post,
      foreign: isHomeAffairs,
    });
    expect({ post, own: readers(own).length > 0 }).toEqual({
      post,
      own: SEES_PEOPLE.includes(post),
    });
    const slips = await readings(post, collecting);
    const withPeople = slips.filter(({ text }) => [...names].some((name) => text.includes(name)));
    if (!SEES_PEOPLE.includes(post)) expect({ post, withPeople }).toEqual({ post, withPeople: [] });
    // Who is of one agency reads of others what everybody may: that they are measured.
    const named = [...lists, ...slips]
      .filter(({ text }) => text.includes(FOREIGN))
      .map(({ name }) => name);
    if (isOfOneAgency(POSTS[post].role))
      expect({ post, readings: [...new Set(named)] }).toEqual({ post, readings: ['listAgencies'] });
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
    [endpoint.method.padEnd(6), endpoint.path, '·', ...accessWords(endpoint)].join(' '),
  );
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('../golden/endpoints.txt');
});

const accessWords = ({ access, isForLead }: Endpoint) =>
  [access].flat().map((role) => (isForLead ? `${role}(head)` : role));

test('the table of rights in the documents is that of the code', async () => {
  const rows = guarded.map(({ endpoint }) => [
    `${endpoint.method} ${endpoint.path.replace('/api/', '').replace('campaigns/:campaignId', '…')}`,
    ...POST_NAMES.map((post) => cellOf(endpoint, post)),
  ]);
  const heading = ['endpoint', ...POST_NAMES.map((_, index) => String(index + 1))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = `# Who may ask what

Made from the contract by \`integration/access.test.ts\`, which also asks each endpoint as each post. ● may ask; ○ for
one's own agency alone. … is \`campaigns/:campaignId\`. What is public stands in \`/api/openapi.json\`.

${POST_NAMES.map((post, index) => `${index + 1} ${post}`).join(' · ')}

${[heading, heading.map(() => '-'), ...rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))].map(line).join('\n')}
`;
  await expect(text).toMatchFileSnapshot('../../docs/rights.md');
});

function cellOf(endpoint: Endpoint, post: PostName): string {
  if (!mayAsk(endpoint, POSTS[post])) return ' ';
  return isOfOneAgency(POSTS[post].role) ? '○' : '●';
}
