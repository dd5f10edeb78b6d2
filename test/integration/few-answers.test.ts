/**
 * Truth: docs/trust.md and results.md §1, rule 5: of how people answered (door, language, page, device, pace, day,
 * comment) nobody reads cells of few. Two provinces have the same people, answers and outcomes; in one of them a few
 * of one agency answered otherwise than all the others. Whatever any post reads of the two by any endpoint is the
 * same, but for what is named here with its reason.
 */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { AGENCY_DOCUMENTS, ROUND_DOCUMENTS } from '#contract/documents.ts';
import type { PostName } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { getParadata } from '#contract/fieldwork.ts';
import { LEDGER_GROUPS } from '#contract/ledger.ts';
import { publishResults } from '#contract/results.ts';
import { roundingOf } from '../../server/demo/rounding.ts';
import { mapConcurrent } from '../../server/frames/import/map-concurrent.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { AFTER_GRACE } from '../scenario-collecting.ts';
import { FEW, roundWithFew } from '../scenario-few.ts';

interface Twin {
  readonly office: Office;
  readonly campaignId: string;
  readonly homeAffairs: Caller;
  readonly posts: ReadonlyMap<PostName, Caller>;
}
let plain: Twin;
let planted: Twin;
beforeAll(async () => {
  [plain, planted] = await Promise.all([openTwin(false), openTwin(true)]);
});
afterAll(async () => {
  await plain?.office.close();
  await planted?.office.close();
});

async function openTwin(isPlanted: boolean): Promise<Twin> {
  const office = await openOffice();
  const { campaignId, homeAffairs } = await roundWithFew(office, isPlanted);
  const posts = new Map<PostName, Caller>();
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    const agency = ROLES_WITH_AGENCY.some((known) => known === role) ? FEW : undefined;
    posts.set(name, await office.as(role, agency, isLead));
  }
  return { office, campaignId, homeAffairs, posts };
}

/** The same in both, whatever few did. A new endpoint fails until it is here or below. */
const SAME = `
  agencyDocumentWord countListedPersons countPersons countPetitions downloadActionPlan downloadCorrectableRows
  downloadDeliveryList downloadExcludedRows downloadStrata getAcceptance getActionPlan
  getAgencySources getBoard getCampaign getCaseHistory getCommentThemes getCompleteness getContactPlan
  getCorrections getDoorShares getFrameSummary getFreezeProgress getLedger getOutlook getOverview
  getPacketProgress getReceivedWeeks getRetention getStaffPhones getWording listAgencies listApprovals listBoundaries listComments
  listDataRequests listDevices listDoubts listEarlierTables listErasures listExcludedRows
  listIneligibilityReports listInvitations listOwnPetitions listPairDecisions listPersons
  listPersonsOfAgencies listPetitions listPrintings listProvinceChecks listRearrangements listRechecks
  listRegisterChecks listSecondSources
  listSeparations listSourceDifferences listStaffPhones listStrata listTermsChanges listVanished
  listVoidings personsListWord previewForm readAssignments readCalls readPaperQuestions
  readPrintedForm readRecheckCall readRecheckVisits
 `;

/** What may tell of few: where, and why. */
const TOLD: Readonly<Record<string, readonly [where: RegExp, why: string]>> = {
  downloadRemunerationList: [/./, 'is made to name who is paid for an answer on paper or at home'],
  listPaperWork: [/strips|forms/, 'strips and forms lie on the desk that counts them'],
  readReconciliation: [
    /\.(strips|entered)$|^\.clerks/,
    'a surplus of forms over strips shows where it is, few or not; clerks by the forms they entered',
  ],
  listSigns: [/^\.withFew$/, 'of how many hands nothing is told'],
  getProgress: [/^\.bursts/, 'a burst is of five and more'],
  getParadata: [/^\.totals/, 'told of five and more, below'],
  getResults: [/^\.counts\.modes|^\.groups/, 'is published, and attacked before'],
  downloadResultsCsv: [/./, 'the same as a table'],
  downloadResultsXlsx: [/./, 'the same as a workbook'],
  downloadEvidence: [/^ket-qua-cong-bo\.json/, 'the published text'],
  roundDocumentWord: [
    /document\.xml\s+(cách khác|\d\d|[5-9])\s*$/,
    'doors of few together, as published',
  ],
  downloadResponseArchive: [
    /^(?!data\/(responses|design|members|figures|codebook)\.csv)/,
    'counts and groups as published; a file of bytes has the responses in another order',
  ],
  reviewComments: [/./, 'is made to read comments as written, before anybody else does'],
  listCoding: [/./, 'is made to read them, too'],
};

/** Needs what these provinces do not have; none of it is about answers, but as said. */
const NOT_THERE: Readonly<Record<string, string>> = {
  previewList: 'an uploaded list',
  getList: 'an uploaded list',
  getReplacement: 'an uploaded list',
  listCorrectableRows: 'an uploaded list',
  getPerson: 'the number of a person of the list',
  downloadContactCsv: 'a wave of reminders: who has not answered, by name (docs/trust.md)',
  downloadContactList: 'a wave of reminders: who has not answered, by name (docs/trust.md)',
  readDataCopy: 'a request of the person',
  findForm: 'the number of a paper form',
  readDispute: 'a paper form on which two clerks differ',
  downloadRecheck: 'a re-check: lists under random codes, by agency and door (docs/trust.md)',
  listActionReports: 'a duty of the action plan',
  downloadReportFile: 'a duty of the action plan',
};

/** Questions that an endpoint needs; each of several is read. */
const QUERIES: Readonly<Record<string, readonly Record<string, string>[]>> = {
  getLedger: LEDGER_GROUPS.map((by) => ({ by })),
  downloadRemunerationList: [{ amount: '50000' }],
  downloadActionPlan: [{ form: 'duties' }],
  downloadResponseArchive: [{ purpose: 'verify' }],
};
const KINDS: Readonly<Record<string, readonly string[]>> = {
  roundDocumentWord: ROUND_DOCUMENTS,
  agencyDocumentWord: AGENCY_DOCUMENTS,
};

/** Staff's endpoints about a round. What is printed as PDF is also read as Word, or holds the slips of people. */
const SWEPT = ENDPOINTS.filter(
  ({ endpoint: { method, access, path, file } }) =>
    method === 'GET' &&
    access !== 'public' &&
    path.includes(':campaignId') &&
    file !== 'application/pdf',
);

/** One whose reply has the whole province, one who sees counts only, and each of an agency. */
function readersOf(endpoint: (typeof SWEPT)[number]['endpoint']): PostName[] {
  const may = POST_NAMES.filter((post) => mayAsk(endpoint, POSTS[post]));
  const [first] = may.filter((post) => !isOfOneAgency(POSTS[post].role));
  const ofAgency = may.filter((post) => isOfOneAgency(POSTS[post].role) && post !== 'leader');
  const readers = [first, may.find((post) => post === 'observer'), ...ofAgency];
  return [...new Set(readers.filter((post) => post !== undefined))];
}

/** Follow from the reply's text, which is compared, or from the hour at which it is read. */
const OF_THE_TEXT = ['content-length', 'etag', 'date'];

interface Reading {
  readonly name: string;
  readonly status: number;
  /** The whole reply: where two are the same but for what is drawn at random, so is each number and word. */
  readonly text: string;
  /** Each number and word, by its place. */
  readonly leaves: () => ReadonlyMap<string, string>;
}

/** Replies that wait for pictures hold up no others. */
const AT_ONCE = 3;
async function readingsOf({ campaignId, posts }: Twin): Promise<Map<string, Reading>> {
  const seen = new Map<string, Reading>();
  await mapConcurrent(questions(), AT_ONCE, async ({ name, endpoint, post, kind, query }) => {
    const places = { campaignId, agencyCode: FEW, kind, serial: 1, number: 1 };
    const path = pathOf(endpoint.path, places, query);
    const reply = await posts.get(post)!.send('GET', path);
    const content = contentOf(reply.rawPayload, String(reply.headers['content-type']));
    const leaves = () => withHeaders(leavesOf(content), reply.headers);
    const text = textOf(content, withHeaders(new Map(), reply.headers));
    const key = [post, name, kind, ...Object.values(query)].filter(Boolean).join(' ');
    seen.set(key, { name, status: reply.statusCode, text, leaves });
  });
  return seen;
}

function* questions() {
  for (const { name, endpoint } of SWEPT)
    for (const post of readersOf(endpoint))
      for (const kind of KINDS[name] ?? [''])
        for (const query of QUERIES[name] ?? [{}]) yield { name, endpoint, post, kind, query };
}

/** What is drawn at random in each twin has one name in both. */
const withoutDraws = (text: string) =>
  text
    // Looked for where such letters begin: from each letter on it took a second.
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\b[0-9a-f]{32,64}/g, 'hash')
    .replaceAll(/(?<![\w+/])[\w+/]{87}=/g, 'key')
    .replaceAll(/\btest-[0-9a-f]{8}\b/g, 'draw');
/** Pictures of a document have numbers by chance. */
const withoutChance = (text: string) => withoutDraws(text).replaceAll(/<(?!row|c |v)[^>]*>/g, ' ');

/** When and how a reply was made may tell as much as what is in it. */
function withHeaders(leaves: Map<string, string>, headers: object): Map<string, string> {
  for (const [name, value] of Object.entries(headers))
    if (!OF_THE_TEXT.includes(name)) leaves.set(`header ${name}`, withoutChance(String(value)));
  return leaves;
}

const NAMED_BY = ['agencyCode', 'code', 'key', 'node', 'category', 'measure', 'stratum', 'name'];
/** A row by its names, so that one more row changes no other's place. */
function placeOf(row: unknown, nth: string): string {
  if (typeof row !== 'object' || row === null) return nth;
  const names = NAMED_BY.flatMap((name) => (row as Record<string, unknown>)[name] ?? []);
  return names.length > 0 ? names.join('/') : nth;
}

/** A reply's JSON, or the texts of its files by their names. */
type Content = { readonly json: string } | { readonly files: Readonly<Record<string, string>> };

function contentOf(payload: Buffer, type: string): Content {
  if (type.includes('json')) return { json: payload.toString() };
  if (payload.subarray(0, 2).toString() !== 'PK') return { files: { '': payload.toString() } };
  // The hour of its making; what is printed is also read as Word.
  const read = Object.entries(unzipSync(payload)).filter(
    ([name]) => name !== 'docProps/core.xml' && !name.endsWith('.pdf'),
  );
  return {
    files: Object.fromEntries(read.map(([name, file]) => [name, Buffer.from(file).toString()])),
  };
}

const textOf = (content: Content, headers: ReadonlyMap<string, string>): string =>
  [
    ...[...headers].flat(),
    ...('json' in content ? [content.json] : Object.entries(content.files).flat()),
  ].join('\n');

function leavesOf(content: Content): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) {
      leaves.set(path, withoutChance(String(value)));
      return;
    }
    for (const [key, part] of Object.entries(value))
      visit(part, `${path}.${withoutChance(Array.isArray(value) ? placeOf(part, key) : key)}`);
  };
  if ('json' in content) visit(JSON.parse(content.json), '');
  else
    for (const [name, text] of Object.entries(content.files))
      for (const line of text.split(/\r?\n|(?=<w:p>)|(?=<row )/))
        leaves.set(`${name} ${withoutChance(line)}`, 'here');
  return leaves;
}

/** Some four hundred replies, beside other work. */
const SWEEP_MS = 240_000;
const reached = new Set<string>();
/** What is read only where few answered otherwise. What is withheld there has no number. */
async function toldOfFew(): Promise<string[]> {
  const [usual, few] = await Promise.all([readingsOf(plain), readingsOf(planted)]);
  const found: string[] = [];
  for (const [key, { name, status, text, leaves }] of few) {
    const other = usual.get(key)!;
    if (status !== other.status) found.push(`${key} status ${other.status} ${status}`);
    if (status === 200) reached.add(name);
    if (text === other.text || withoutDraws(text) === withoutDraws(other.text)) continue;
    const usualLeaves = other.leaves();
    for (const [path, word] of leaves())
      if (word !== usualLeaves.get(path) && word !== 'null' && !TOLD[name]?.[0].test(path))
        found.push(`${key} ${path}: ${usualLeaves.get(path)} -> ${word}`);
  }
  return found;
}

test(
  'while answers come in nobody is told how few answered otherwise',
  async () => {
    expect(await toldOfFew()).toEqual([]);
  },
  SWEEP_MS,
);

test(
  'nor once they are counted and published',
  async () => {
    await Promise.all([plain, planted].map(publish));
    expect(await toldOfFew()).toEqual([]);
  },
  SWEEP_MS,
);

async function publish({ office, campaignId, homeAffairs }: Twin): Promise<void> {
  const params = { campaignId };
  office.at(AFTER_GRACE);
  await homeAffairs.call(closeCampaign, { params });
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
}

test('every endpoint about a round is swept, and each is named with what it may tell', () => {
  const known = [...(SAME.match(/\w+/g) ?? []), ...Object.keys(TOLD), ...Object.keys(NOT_THERE)];
  expect([...new Set(SWEPT.map(({ name }) => name))].sort()).toEqual(known.sort());
  const silent = SWEPT.filter(({ name }) => !reached.has(name) && !(name in NOT_THERE));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('how it was answered is told of five and more, category by category, and so is what is left over', async () => {
  const { posts, campaignId } = planted;
  for (const post of ['home_affairs', 'observer', 'agency'] as const) {
    const { totals } = await posts.get(post)!.call(getParadata, { params: { campaignId } });
    const few = totals.filter(({ measure, responses, total }) =>
      [responses, ...(measure.startsWith('time.') ? [] : [total, responses - total])].some(
        (number) => number > 0 && number < 5,
      ),
    );
    expect(few).toEqual([]);
    expect(totals.length).toBeGreaterThan(0);
  }
});

test('what is published lies within its rounding of the full digits, and what is not shown has its reason', async () => {
  const levels = await roundingOf(planted.office.deps.db, planted.campaignId);
  expect(levels.map(({ level }) => level)).toContain('province');
  for (const { level, figures, shown, largest, banded, withheld } of levels) {
    const hidden = Object.values(withheld).reduce((sum, some) => sum + some, 0);
    expect({ level, figures }).toEqual({ level, figures: shown + banded + hidden });
    expect(largest).toBeLessThanOrEqual(2.5);
  }
  expect(Math.max(...levels.map(({ largest }) => largest))).toBeGreaterThan(0);
});
