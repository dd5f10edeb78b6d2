// Truth: R with the package survey (Lumley 2010), which computes the published figures from the archive's files; where it is
// not installed, the estimators of sampling/ person by person, which R's values hold (test/golden/reference).
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { responseArchive } from '../../../server/results/response-archive/archive.ts';
import type { StoredResponses } from '../../../server/results/response-archive/stored-responses.ts';
import { settled } from '../../../server/results/settle-results.ts';
import { csvRows, figuresAgain } from '../../archive-figures.ts';
import { countedProvince } from '../../counted-province.ts';
import { runR } from '../../r-script.ts';

const province = await countedProvince(
  { part: 'service', reserves: true, ineligible: 0.04, agencies: 4, factors: [2, 1] },
  1,
);
const { fieldwork, strata, criteria, people } = province;
const pools = responseStrata(
  strata.map((stratum) => ({ ...stratum, agency: stratum.agencyCode })),
  5,
);
const stored: StoredResponses = {
  questionnaire: fieldwork.campaign.questionnaire,
  threshold: 5,
  strata,
  responseStrata: fieldwork.responseStrata,
  members: pools.flatMap(({ code, members }) =>
    members.map((h) => ({ stratum: strata[h]!.code, responseStratum: code })),
  ),
  responses: pools.flatMap(({ code, members }) =>
    members.flatMap((h) =>
      people[h]!.map((answers) => ({
        stratum: code,
        answers: Object.fromEntries(
          criteria.flatMap((name, c) => (answers[c]! > 0 ? [[name, answers[c]!]] : [])),
        ),
      })),
    ),
  ),
};
const made = await settled(await estimateResults(fieldwork));
const results = {
  ...made,
  counts: {
    ...made.counts,
    rows: { rows: 900, accepted: 880, merged: 10, excluded: 7, inError: 3 },
    exclusions: [],
    faults: [],
    people: 1,
    strata: strata.length,
  },
};
const text = JSON.stringify(results);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const edition = { results, text, sha256: sha256(text), publishedAt: '2026-12-01T02:00:00.000Z' };
const files = unzipSync(responseArchive(edition, stored));
const read = (path: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[path]);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** One index of an agency, a step beside what was published. */
function planted(path: string): string {
  if (path !== 'data/figures.csv') return read(path);
  const lines = read(path).split('\r\n');
  const place = lines.findIndex((line) => /^"agency",.*"show",.*,0\.01,0\.\d/.test(line));
  lines[place] = lines[place]!.replace(
    /,0\.01,0\.(\d)/,
    (_, digit) => `,0.01,0.${(Number(digit) + 1) % 10}`,
  );
  return lines.join('\r\n');
}

/** The folder as somebody who unpacks the file has it. */
function unpacked(readText: typeof read): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-responses-'));
  folders.push(folder);
  for (const path of Object.keys(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), readText(path));
  }
  return folder;
}

/** R takes three seconds: it begins at once, and is asked for its verdict after the first test. */
const survey = runR('reproduce-survey.R', unpacked(planted));

test('figures of province, agencies and their fields follow from the files, and a planted one does not', () => {
  const again = figuresAgain(read);
  expect(again.different).toEqual([]);
  expect(again.compared).toBeGreaterThan(100);
  const verdicts = new Set(csvRows(read('data/figures.csv')).map(({ verdict }) => verdict));
  for (const verdict of ['show', 'flag', 'suppress-confidentiality', 'suppress-reliability'])
    expect(verdicts).toContain(verdict);
  expect(figuresAgain(planted).different).toHaveLength(1);
});

test('so they do by the package survey of R, but for the planted one', async () => {
  // One run shows both: of all cells the planted one alone differs.
  const run = await survey;
  if (!run || String(run.stderr).includes('there is no package called'))
    return expect(read('reproduce-survey.R')).toContain('svyratio');
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 1, stderr: '' });
  expect(Number(/COMPARED (\d+)/.exec(String(run.stdout))![1])).toBeGreaterThan(1000);
  expect(run.stdout).toMatch(/\nDIFFERENT 1 cells\n/);
  expect(run.stdout).toMatch(/\nDIFFERENT agency \S+ \S+ \S+ index 0\.\d+ 0\.\d+\n$/);
});

test('a response has a stratum of five and more, weights, answers, and nothing else; codes have their words', () => {
  const rows = csvRows(read('data/responses.csv'));
  expect(rows).toHaveLength(stored.responses.length);
  expect(Object.keys(rows[0]!)).toEqual([
    'stratum',
    'variance_stratum',
    'weight',
    ...criteria.map((code) => `q${code}`),
  ]);
  const sizes = [...Map.groupBy(rows, ({ stratum }) => stratum).values()].map((own) => own.length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5);
  const codes = csvRows(read('data/codebook.csv')).filter(
    ({ table, variable }) => table === 'responses' && variable === `q${criteria[0]}`,
  );
  expect(codes.map(({ code, meaning }) => [code, meaning])).toEqual(
    ['1', '2', '3', '4', '5'].map((code) => [code, code]),
  );
  // Table Schema: the values of an enumeration have the type of their field.
  const { resources } = JSON.parse(read('datapackage.json'));
  const { fields } = resources.find(({ name }: { name: string }) => name === 'responses').schema;
  expect(fields[3]).toMatchObject({ type: 'integer', constraints: { enum: [1, 2, 3, 4, 5] } });
  // SPSS refuses a label of a number in quotes.
  expect(read('read.sps')).toMatch(/VALUE LABELS qservice-0-0\r\n {4}1 '1'/);
  for (const line of read('SHA256SUMS').trim().split('\n'))
    expect(line.slice(0, 64)).toBe(sha256(files[line.slice(66)]!));
});
