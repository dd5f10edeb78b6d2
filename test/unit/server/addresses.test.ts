/**
 * Truth: what must never happen: a personal datum or a secret in a URL, which proxies and browsers keep. Parts of
 * addresses are of these kinds; a new one fails until it is named here as one that is neither.
 */
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../server/http/openapi.ts';

/** Numbers of rows, which are random or count, and words of a list that the contract has. */
const OF_ROWS = `
  approvalId boundaryId campaignId caseId checkId commentId deviceId fileId itemId passkeyId personId petitionId reportId
  staffId submissionId tableId voidingId waveId agencyCode number rowNumber serial
  kind fault file language picture before by day form from headingRow page part purpose reason show size state to view`;
const KNOWN: Readonly<Record<string, string>> = {
  code: 'the public number of a request about personal data: who has it alone reads nothing',
  amount: 'dong that each person is paid',
  hamlet: 'the hamlet whose slips are printed',
  fileName: 'the name of an uploaded file, as its clerk chose it',
  source: 'whose map the boundaries are from, as it is printed beneath them',
  search: 'words of the journal; code or procedure of a dossier that is no person of the frame',
};
const SEARCHED = ['downloadActivity', 'downloadExcludedRows', 'listActivity', 'listExcludedRows'];

const partsOf = ({ path, query }: (typeof ENDPOINTS)[number]['endpoint']) => [
  ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => name!),
  ...Object.keys((query as { def?: { shape?: object } } | undefined)?.def?.shape ?? {}),
];

test('no address of an endpoint has a part that names a person or opens anything', () => {
  const known = new Set([...OF_ROWS.trim().split(/\s+/), ...Object.keys(KNOWN)]);
  const parts = new Set(ENDPOINTS.flatMap(({ endpoint }) => partsOf(endpoint)));
  expect([...parts].filter((part) => !known.has(part))).toEqual([]);
  expect([...known].filter((part) => !parts.has(part))).toEqual([]);
});

test('who looks for a person by name, phone or number sends it in the body', () => {
  const searched = ENDPOINTS.filter(({ endpoint }) => partsOf(endpoint).includes('search'));
  expect(searched.map(({ name }) => name).sort()).toEqual(SEARCHED);
});

test('what a stranger’s link, code or receipt opens is asked for by POST or PUT, never by an address', () => {
  const secrets = ['token', 'code', 'receipt', 'deviceKey', 'password', 'secret', 'name', 'phone'];
  const open = ENDPOINTS.filter(({ endpoint }) => endpoint.access === 'public');
  const found = open.flatMap(({ name, endpoint }) =>
    partsOf(endpoint)
      .filter((part) => secrets.includes(part))
      .map((part) => `${name} ${part}`),
  );
  expect(found).toEqual([]);
});

test('each endpoint has a name of its own, so that what is said of one is said of no other', () => {
  const names = ENDPOINTS.map(({ name }) => name);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});
