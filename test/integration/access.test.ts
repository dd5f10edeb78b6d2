// Truth: the contract's `access` of each endpoint, and the rule that an agency's staff reach only their own agency.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint, PostName } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk, POST_NAMES, POSTS } from '#contract/endpoint.ts';
import { inParallel } from '../../server/demo/in-parallel.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { callersOf, FOREIGN, guarded, OWN, params } from '../every-post.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';

let office: Office;
let callers: ReadonlyMap<PostName, Caller>;
beforeAll(async () => {
  office = await openOffice();
  callers = await callersOf(office);
});
afterAll(() => office.close());

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
