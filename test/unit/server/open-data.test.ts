// Truth: the publication itself, read back cell by cell; R, which computes the marks anew from the tables;
// RFC 4180; Frictionless Table Schema 1; Stata's format 118; the sequence of elements in the schema of DDI-Codebook 2.5.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { Window } from 'happy-dom';
import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { analysisBundle } from '../../../server/results/open-data/bundle.ts';
import { excelCsv, plainCsv } from '../../../server/results/open-data/csv-forms.ts';
import type { OpenTable } from '../../../server/results/open-data/open-table.ts';
import { openTables } from '../../../server/results/open-data/open-tables.ts';
import { stataFile } from '../../../server/results/open-data/stata-file.ts';
import { withTiers } from '../../../server/results/tiers.ts';
import { sixAgencies } from '../../published-province.ts';
import { runR } from '../../r-script.ts';
import { readStata } from '../../stata-reader.ts';

const { published: made, strata } = await sixAgencies();
const sum = (count: (stratum: (typeof strata)[number]) => number) =>
  strata.reduce((running, stratum) => running + count(stratum), 0);
const invited = sum(({ released }) => released);
const counts: Results['counts'] = {
  rows: { rows: 900, accepted: 880, merged: 10, excluded: 7, inError: 3 },
  exclusions: [{ reason: 'withdrawn', rows: 7 }],
  faults: [{ reason: 'unknown_agency', rows: 3 }],
  listRemarks: [],
  unaccepted: { agencies: 0, reason: null },
  people: sum(({ population }) => population),
  strata: strata.length,
  invited,
  eligible: invited - sum(({ ineligible }) => ineligible),
  received: sum(({ respondents }) => respondents),
  declined: 12,
  undelivered: 9,
  modes: [{ mode: 'self', responses: 700 }],
};
const results: Results = {
  ...made,
  counts,
  campaignName: 'Đợt 2026 <A & "B">',
  provinceName: '=1+1',
};
const text = JSON.stringify(results);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const edition = { results, text, sha256: sha256(text), publishedAt: '2026-12-01T02:00:00.000Z' };
const zip = analysisBundle(edition);
const files = unzipSync(zip);
const fileText = (name: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[name]);
const rowsOf = (name: string) =>
  Papa.parse<Record<string, string>>(fileText(`data/${name}.csv`), {
    header: true,
    skipEmptyLines: true,
  }).data;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const figures = rowsOf('figures');
describe('the tables', () => {
  test('have every published figure with its published digits, and no other number', () => {
    const published = results.domains.flatMap(({ figures: own, ...domain }) =>
      own.map((figure) => ({ domain, figure })),
    );
    expect(figures).toHaveLength(published.length);
    const numberOf = (cell: string | undefined) => (cell ? Number(cell) : null);
    published.forEach(({ domain, figure }, place) => {
      const row = figures[place]!;
      expect([row.level, row.agency_code, row.field_code, row.node_code]).toEqual([
        domain.level,
        domain.agencyCode ?? '',
        domain.fieldCode ?? '',
        figure.node,
      ]);
      const numbers = ['index', 'low', 'high', 'mean', 'mean_low', 'mean_high', 'respondents'];
      expect(numbers.map((name) => numberOf(row[name]))).toEqual([
        figure.index,
        figure.low,
        figure.high,
        figure.mean,
        figure.meanLow,
        figure.meanHigh,
        figure.respondents,
      ]);
      expect([1, 2, 3, 4, 5].map((score) => numberOf(row[`share_${score}`]))).toEqual(
        figure.distribution ?? [null, null, null, null, null],
      );
      expect([row.verdict, row.band, row.tier]).toEqual([
        figure.verdict,
        figure.band ?? '',
        figure.tier ?? '',
      ]);
    });
    expect(figures.some(({ verdict, index }) => verdict!.startsWith('suppress') && !index)).toBe(
      true,
    );
  });

  test('give the same marks and places to whoever computes them from the files', () => {
    const marks = rowsOf('figures').map(({ tier }) => tier);
    const effects = rowsOf('nodes').flatMap(({ node_code, design_effect }) =>
      design_effect ? [[node_code!, Number(design_effect)] as const] : [],
    );
    const again = withTiers(results);
    expect(Object.fromEntries(effects)).toEqual(again.designEffects);
    expect(again.domains.flatMap((domain) => domain.figures.map(({ tier }) => tier ?? ''))).toEqual(
      marks,
    );
    expect(new Set(marks)).toEqual(new Set(['', 'higher', 'lower', 'not_different']));
    expect(rowsOf('domains').map(({ rank_lower }) => rank_lower)).toEqual(
      again.domains.map(({ rank }) => String(rank?.lower ?? '')),
    );
  });
});

describe('the tables, for people and their programs,', () => {
  test('name no row twice, and nobody’s pseudonym, weight or standard error', () => {
    for (const { key, variables, rows, name } of openTables(results)) {
      const places = key.map((part) => variables.findIndex((variable) => variable.name === part));
      const keys = rows.map((row) => places.map((place) => row[place]).join('\t'));
      expect({ name, keys: new Set(keys).size }).toEqual({ name, keys: rows.length });
      for (const variable of variables)
        expect(variable.name).not.toMatch(/weight|error|pseudonym|^se$|^df$/);
    }
  });

  test('keep each row on its line, which SPSS ends within quotes too', () => {
    const [domain, ...others] = results.domains;
    const broken = { ...domain!, name: 'Sở Y tế\nphòng\t"A"' };
    const table = openTables({ ...results, domains: [broken, ...others] }).find(
      ({ name }) => name === 'domains',
    )!;
    for (const form of [plainCsv, excelCsv])
      expect(form(table).split('\r\n')).toHaveLength(table.rows.length + 2);
    expect(plainCsv(table)).toContain('"Sở Y tế phòng ""A"""');
    expect(plainCsv(table)).not.toMatch(/[^\r]\n|\t/);
  });

  test('open in a Vietnamese Excel: semicolons, decimal commas, no formula', () => {
    const excel = fileText('excel/figures.csv');
    expect(excel.codePointAt(0)).toBe(0xfeff);
    const [, ...rows] = Papa.parse<string[]>(excel.slice(1), { delimiter: ';' }).data;
    const shown = rows.filter((row) => row.length > 1);
    expect(shown.map((row) => row[8]!.replace(',', '.'))).toEqual(
      figures.map(({ index }) => index),
    );
    expect(shown.some((row) => /^0,\d+$/.test(row[8]!))).toBe(true);
    for (const folder of ['data', 'excel'])
      expect(fileText(`${folder}/domains.csv`)).not.toMatch(/(^|[,;])"?[=+@]/m);
  });
});

/** The folder as somebody who unpacks the file has it, with one file altered. */
function unpacked(altered: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-analysis-'));
  folders.push(folder);
  for (const [path, content] of Object.entries({ ...files, ...altered })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe('the R script', () => {
  test('computes again what follows from the figures, and names a cell that was changed', async () => {
    const changed = fileText('data/figures.csv').replace('"lower"', '"higher"');
    const [right, wrong] = await Promise.all(
      [unpacked(), unpacked({ 'data/figures.csv': changed })].map((folder) =>
        runR('reproduce.R', folder),
      ),
    );
    // Without R the marks are those that the test above made again.
    if (!right || !wrong) return expect(fileText('reproduce.R')).toContain('p.adjust');
    expect({ ...right, stderr: '' }).toMatchObject({ status: 0 });
    expect(right.stdout).toMatch(/^OK \d{3,} cells/);
    expect([wrong.status, String(wrong.stdout).trim().split('\n').length]).toEqual([1, 1]);
    expect(wrong.stdout).toMatch(/^DIFFERENT tier \S+ \S+ higher lower/);
  });
});

interface Field {
  readonly name: string;
  readonly type: keyof typeof FORMS;
  readonly constraints?: { readonly enum: readonly string[] };
}
const FORMS = { string: /^./u, integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?(e-?\d+)?$/ };

/** Cells that are not what the schema of their column says. */
const faultsOf = (row: Record<string, string>, fields: readonly Field[]): string[] =>
  fields.flatMap(({ name, type, constraints }) => {
    const cell = row[name];
    if (!cell) return [];
    const isListed = constraints?.enum.includes(cell) ?? true;
    return FORMS[type].test(cell) && isListed ? [] : [`${name}: ${cell}`];
  });

describe('what describes the tables', () => {
  const schema = JSON.parse(fileText('datapackage.json'));

  test('has the hash and length of each, its columns in their order, and the type of each value', () => {
    for (const { path, hash, bytes, schema: table } of schema.resources) {
      expect([hash, bytes]).toEqual([`sha256:${sha256(files[path]!)}`, files[path]!.length]);
      const { data, meta } = Papa.parse<Record<string, string>>(fileText(path), {
        header: true,
        skipEmptyLines: true,
      });
      expect(meta.fields).toEqual(table.fields.map(({ name }: { name: string }) => name));
      expect(data.flatMap((row) => faultsOf(row, table.fields))).toEqual([]);
    }
  });

  test('has the hash of every file but its own', () => {
    const lines = fileText('SHA256SUMS').trim().split('\n');
    expect(lines.map((line) => line.slice(66)).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'SHA256SUMS')
        .sort(),
    );
    for (const line of lines) expect(line.slice(0, 64)).toBe(sha256(files[line.slice(66)]!));
    expect(sha256(fileText('publication.json'))).toBe(edition.sha256);
  });

  test('is the same file at every making', () => {
    expect(sha256(analysisBundle(edition))).toBe(sha256(zip));
  });

  test('reads every column in SPSS by its name, codes as texts', () => {
    const spss = fileText('read.sps');
    for (const { name, variables } of openTables(results)) {
      const start = spss.indexOf(`data/${name}.csv`);
      const block = spss.slice(
        spss.indexOf('/VARIABLES=', start),
        spss.indexOf('DATASET NAME', start),
      );
      const read = [...block.matchAll(/^ {4}(\w+) ([AF])/gm)].map(([, variable, kind]) => [
        variable,
        kind,
      ]);
      expect(read).toEqual(
        variables.map((variable) => [variable.name, variable.type === 'string' ? 'A' : 'F']),
      );
    }
  });
});

/** Children in the order that the schema's sequences want, of the elements that the code book has. */
const SEQUENCE: Record<string, readonly string[]> = {
  codeBook: ['docDscr', 'stdyDscr', 'fileDscr', 'dataDscr', 'otherMat'],
  stdyDscr: [
    'citation',
    'studyAuthorization',
    'stdyInfo',
    'studyDevelopment',
    'method',
    'dataAccs',
  ],
  citation: [
    'titlStmt',
    'rspStmt',
    'prodStmt',
    'distStmt',
    'serStmt',
    'verStmt',
    'biblCit',
    'holdings',
  ],
  titlStmt: ['titl', 'subTitl', 'altTitl', 'parTitl', 'IDNo'],
  rspStmt: ['AuthEnty', 'othId'],
  distStmt: ['distrbtr', 'contact', 'depositr', 'depDate', 'distDate'],
  stdyInfo: ['studyBudget', 'subject', 'abstract', 'sumDscr', 'qualityStatement', 'notes'],
  subject: ['keyword', 'topcClas'],
  method: ['dataColl', 'notes', 'anlyInfo', 'stdyClas'],
  dataColl: [
    'timeMeth',
    'dataCollector',
    'frequenc',
    'sampProc',
    'collMode',
    'sources',
    'collSitu',
    'weight',
  ],
  anlyInfo: ['respRate', 'EstSmpErr', 'dataAppr'],
  fileDscr: ['fileTxt', 'locMap', 'notes'],
  fileTxt: ['fileName', 'fileCitation', 'fileCont', 'fileStrc', 'dimensns', 'fileType'],
  dimensns: ['caseQnty', 'varQnty', 'logRecL', 'recPrCas'],
  dataDscr: ['varGrp', 'nCubeGrp', 'var', 'nCube', 'notes'],
  var: [
    'location',
    'labl',
    'qstn',
    'valrng',
    'universe',
    'sumStat',
    'txt',
    'catgry',
    'concept',
    'varFormat',
  ],
  catgry: ['catValu', 'labl', 'txt', 'catStat'],
};

test('the code book is well formed, in the order of DDI-Codebook 2.5, each variable tied to its file', () => {
  const window = new Window();
  const root = new window.DOMParser().parseFromString(
    fileText('codebook-ddi-2.5.xml'),
    'application/xml',
  ).documentElement!;
  expect([root.localName, root.namespaceURI]).toEqual(['codeBook', 'ddi:codebook:2_5']);
  expect(root.getElementsByTagName('titl')[0]!.textContent).toBe(results.campaignName);
  const elements = [root, ...root.getElementsByTagName('*')];
  for (const element of elements) {
    const order = SEQUENCE[element.localName];
    if (!order) continue;
    const places = [...element.children].map(({ localName }) => order.indexOf(localName));
    expect({ in: element.localName, places }).toEqual({
      in: element.localName,
      places: places.filter((place) => place >= 0).sort((a, b) => a - b),
    });
  }
  const ids = elements.flatMap((element) => element.getAttribute('ID') ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const variables = [...root.getElementsByTagName('var')];
  const named = variables.map(
    (variable) => `${variable.getAttribute('files')} ${variable.getAttribute('name')}`,
  );
  expect(named).toEqual(
    openTables(results).flatMap(({ name, variables: own }) =>
      own.map((variable) => `F-${name} ${variable.name}`),
    ),
  );
});

/** Statements of SPSS syntax: each ends with a full stop at the end of a line; texts in them as `''`, and apart. */
const statementsOf = (syntax: string) =>
  syntax
    .split(/\.\r\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !statement.startsWith('*'))
    .map((statement) => ({
      words: statement.replaceAll(/'(?:[^']|'')*'/g, "''"),
      texts: [...statement.matchAll(/'((?:[^']|'')*)'/g)].map(([, words = '']) =>
        words.replaceAll("''", "'"),
      ),
    }));
const bytesOf = (words: string) => Buffer.byteLength(words);

test('each statement for SPSS is whole, its labels those of the table, within the program’s lengths', () => {
  const statements = statementsOf(fileText('read.sps'));
  // A quote that opens and does not close would swallow what follows.
  expect(statements.filter(({ words }) => words.replaceAll("''", '').includes("'"))).toEqual([]);
  for (const { name, variables, rows } of openTables(results)) {
    const start = statements.findIndex(({ texts }) => texts[0] === `data/${name}.csv`);
    const end = statements.findIndex(({ texts }) => texts[0] === `${name}.sav`);
    const own = statements.slice(start, end);
    const widths = new Map(
      [...own[0]!.words.matchAll(/^ {4}(\w+) A(\d+)/gm)].map(([, column, width]) => [
        column!,
        Number(width),
      ]),
    );
    for (const [place, { name: column, codes = {} }] of variables.entries()) {
      const width = widths.get(column);
      if (width === undefined) continue;
      const cells = [...rows.map((row) => String(row[place] ?? '')), ...Object.keys(codes)];
      expect({ column, longest: Math.max(...cells.map(bytesOf)) <= width }).toEqual({
        column,
        longest: true,
      });
    }
    const labels = own.find(({ words }) => words.startsWith('VARIABLE LABELS'))!;
    expect([...labels.words.matchAll(/^ {4}(\w+) ''/gm)].map(([, column]) => column)).toEqual(
      variables.map((variable) => variable.name),
    );
    expect(labels.texts.every((words) => bytesOf(words) <= 256)).toBe(true);
    const coded = own.filter(({ words }) => words.startsWith('VALUE LABELS'));
    const withCodes = variables.filter(({ codes }) => codes);
    expect(coded.map(({ words }) => /^VALUE LABELS (\w+)/.exec(words)?.[1])).toEqual(
      withCodes.map((variable) => variable.name),
    );
    for (const [place, { texts }] of coded.entries()) {
      expect(withCodes[place]!.type).toBe('string');
      expect(texts.filter((_, index) => index % 2 === 0)).toEqual(
        Object.keys(withCodes[place]!.codes!),
      );
      expect(texts.every((words) => bytesOf(words) <= 120)).toBe(true);
    }
  }
});

/** Words that Stata keeps for itself. */
const RESERVED =
  /^(?:_all|byte|double|float|if|in|int|long|str\d*|strL|using|with|all|and|by|eq|ge|gt|le|lt|ne|not|or|to)$/i;

test('each file for Stata has, by its format, every cell, name and label of its table, and notes on codes', () => {
  for (const table of openTables(results)) {
    const { variables, rows, title, name } = table;
    const stata = readStata(files[`stata/${name}.dta`]!);
    expect(stata.label).toBe([...title].slice(0, 80).join(''));
    expect(stata.variables.map((variable) => variable.name)).toEqual(
      variables.map((variable) => variable.name),
    );
    for (const [place, variable] of variables.entries()) {
      expect(variable.name).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
      expect(variable.name).not.toMatch(RESERVED);
      const { type, format, label } = stata.variables[place]!;
      expect(label).toBe([...variable.label].slice(0, 80).join(''));
      expect(type === 65526).toBe(variable.type !== 'string');
      expect(format).toMatch(variable.type === 'string' ? /^%-\d+s$/ : /^%1[02]\.0g$/);
      const codes = Object.entries(variable.codes ?? {}).map(
        ([code, words]) => `${code} = ${words}`,
      );
      expect(stata.notes[variable.name] ?? []).toEqual(
        codes.length > 0 ? [String(codes.length), ...codes] : [],
      );
    }
    const texts = (row: readonly unknown[]) =>
      row.map((value, place) => (variables[place]!.type === 'string' ? (value ?? '') : value));
    expect(stata.rows).toEqual(rows.map(texts));
  }
});

test('a file for Stata keeps zeros of codes, withheld numbers as missing, and cuts a text between letters', () => {
  const long = `a${'ệ'.repeat(700)}`;
  const table: OpenTable = {
    name: 't',
    title: 'Bảng',
    key: ['code'],
    variables: [
      { name: 'code', type: 'string', label: 'Mã' },
      { name: 'share', type: 'number', label: 'Tỷ lệ' },
    ],
    rows: [
      ['01981', 0.1],
      ['', null],
      [long, -1e300],
    ],
  };
  const { rows } = readStata(stataFile(table));
  expect(rows.slice(0, 2)).toEqual([
    ['01981', 0.1],
    ['', null],
  ]);
  // 1 byte and three of each letter: 681 of them fit into 2,045.
  expect(rows[2]).toEqual([`a${'ệ'.repeat(681)}`, -1e300]);
  expect(readStata(stataFile({ ...table, rows: [] })).rows).toEqual([]);
});
