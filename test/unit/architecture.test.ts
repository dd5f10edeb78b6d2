// Truth: the table below. Data flows one way; a feature never reaches into another.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { namedTables, writtenTables } from '../written-tables.ts';
import { circlesOf, outOfOrder } from './import-order.ts';

const root = resolve(import.meta.dirname, '../..');

/** Folder → what its files may import besides their own folder. The longest match of a file's path applies. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  sampling: ['#sampling/'],
  // The attacker alone solves linear programmes without knowing an answer to start from.
  'sampling/disclosure/attack': ['#sampling/', 'sampling/', 'highs'],
  'sampling/cli.ts': ['sampling/', 'node:'],
  'sampling/commands': ['sampling/', '#sampling/', 'node:', 'papaparse'],
  'server/contract': ['#sampling/', 'zod/mini'],
  'server/db': [
    '#contract/',
    'server/lists/link/identity.ts',
    'server/keys/',
    'server/answering.ts',
    'server/problem.ts',
    'kysely',
    'pg',
    '@electric-sql/pglite',
    'node:',
  ],
  'server/http': [
    '#contract/',
    'client/locales/',
    '@resvg/resvg-wasm',
    'server/answering.ts',
    'server/db/prepared-statement.ts',
    'server/problem.ts',
    'server/warm-threads.ts',
    'server/deps.ts',
    'fastify',
    '@fastify/',
    'zod',
    'node:',
  ],
  server: [
    '#contract/',
    '#sampling/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/parsed-face.ts',
    'server/deps.ts',
    'server/secrets.ts',
    'server/lists/decide/agency-register.ts',
    'server/gateway-config.ts',
    'server/mail-config.ts',
    'server/oidc-config.ts',
    'server/messages/',
    'server/keys/',
    'kysely',
    'fastify',
    'zod',
    'node:',
    'hucre',
    'papaparse',
    'server/new-pdf.ts',
    'lean-qr',
  ],
  'server/messages': ['server/gateway-config.ts', 'server/mail-config.ts', 'nodemailer/', 'node:'],
  'server/staff': [
    '#contract/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/deps.ts',
    'server/secrets.ts',
    'server/gateway-config.ts',
    'server/messages/',
    'kysely',
    'fastify',
    'node:',
    'client/locales/',
    'server/lists/',
    'hucre',
    'otpauth',
    '@simplewebauthn/server',
    'openid-client',
    'server/oidc-config.ts',
  ],
  'server/problem.ts': ['#contract/', 'server/database-away.ts', 'server/lists/list-error.ts'],
  'server/lists': [
    '#contract/',
    '#sampling/',
    'server/warm-threads.ts',
    'node:',
    '@e965/xlsx',
    'hucre',
    'papaparse',
  ],
  'server/warm-threads.ts': ['node:'],
  'server/frames': [
    '#contract/',
    '#sampling/',
    'server/lists/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/warm-threads.ts',
    'server/deps.ts',
    'kysely',
    'fastify',
    'zod',
    'node:',
    'hucre',
  ],
  'server/action-plan': [
    '#contract/',
    'server/lists/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/deps.ts',
    'fastify',
    'node:',
    'docx',
    'hucre',
    'mammoth',
    'papaparse',
  ],
  'server/earlier-tables': [
    '#contract/',
    'server/lists/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/deps.ts',
    'fastify',
    'node:',
  ],
  'server/results': [
    '#contract/',
    '#sampling/',
    'client/locales/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/warm-threads.ts',
    'server/deps.ts',
    'kysely',
    'topojson-client',
    'topojson-server',
    'topojson-simplify',
    'fastify',
    'fflate',
    'zod',
    'node:',
    'hucre',
  ],
  'server/documents': [
    'kysely',
    '#contract/',
    'client/locales/',
    'server/db/',
    'server/http/',
    'server/problem.ts',
    'server/parsed-face.ts',
    'server/deps.ts',
    'fastify',
    'node:',
    'docx',
    'fflate',
    'server/new-pdf.ts',
  ],
  'server/plain-pages': [
    '#contract/',
    'client/locales/',
    'server/http/',
    'server/problem.ts',
    'server/deps.ts',
    'fastify',
    'zod',
    'node:',
  ],
  'server/languages': [
    '#contract/',
    'client/locales/',
    'server/http/',
    'server/problem.ts',
    'server/deps.ts',
    '@fastify/static',
    'fastify',
    'zod',
    'node:',
  ],
  'server/keys': ['#contract/', 'server/problem.ts', 'node:'],
  'server/new-pdf.ts': ['pdfkit', 'node:'],
  'server/parsed-face.ts': ['server/new-pdf.ts', 'node:'],
  'server/secrets.ts': ['server/keys/', 'node:'],
  'server/deps.ts': ['server/config.ts', 'server/db/', 'server/secrets.ts'],
  'server/app.ts': ['server/', 'fastify', '@fastify/', 'node:'],
  'server/start.ts': ['server/', 'fastify', 'node:'],
  'server/main.ts': ['server/'],
  'server/run-server.ts': ['server/'],
  'server/admin.ts': ['server/', 'node:'],
  'server/backup': ['server/', 'kysely', 'zod', 'age-encryption', 'node:'],
  'server/backup.ts': ['server/', 'node:'],
  'server/drill': ['#sampling/', 'server/', 'kysely', 'node:'],
  'server/operation': ['server/', 'kysely', 'fastify', 'prom-client', 'node:'],
  'server/restore.ts': ['server/', 'node:'],
  'server/audit.ts': ['server/', 'node:'],
  'server/config.ts': [
    'server/gateway-config.ts',
    'server/mail-config.ts',
    'server/oidc-config.ts',
    'server/setting-forms.ts',
    'server/setting-sentences.ts',
    'zod',
    'node:',
  ],
  'server/existing-database.ts': [
    'server/config.ts',
    'server/db/',
    'server/private-folder.ts',
    'kysely',
    'node:',
  ],
  'server/private-folder.ts': ['server/config.ts', 'node:'],
  'server/build-client.ts': ['server/config.ts', 'vite', 'node:'],
  'server/dev': ['server/', 'vite', 'fastify', 'node:'],
  'server/seed': ['#contract/', 'server/', 'node:'],
  'server/demo': ['#contract/', '#sampling/', 'server/', 'kysely', 'node:', 'zod/mini'],
  'server/demo.ts': ['server/', 'node:'],
  client: [
    '#contract/',
    '#sampling/',
    'client/',
    'preact',
    '@preact/signals',
    'i18next',
    'zod/mini',
    '@noble/hashes',
    '@simplewebauthn/browser',
    'lean-qr',
  ],
  'client/ui/camera': ['#contract/', 'client/', 'preact', '@preact/signals', 'qr/decode.js'],
  'client/office/scans': [
    '#contract/',
    'client/',
    'preact',
    '@preact/signals',
    'pdfjs-dist/',
    'qr/decode.js',
    'utif2',
  ],
};
/** No file of `client/respond` reaches the office, and the other way round. */
const PAGES = ['client/respond', 'client/office', 'client/published'];

const FEATURES = [
  'action-plan',
  'earlier-tables',
  'documents',
  'approvals',
  'campaigns',
  'frames',
  'samples',
  'invitations',
  'languages',
  'drafts',
  'data-requests',
  'retention',
  'responses',
  'plain-pages',
  'fieldwork',
  'results',
  'comments',
  'remarks',
  'staff',
];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('dist'))
    .map((name) => join(folder, name));
}
const files = ['sampling', 'server', 'client'].flatMap(sources);

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const names = [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'"(=]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm,
    ),
  ];
  return names
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((name) =>
      name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
    );
}

const ruleOf = (file: string) =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => file === folder || file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0] ?? '';

/** `server/frames/import/x.ts` belongs to `server/frames`; two levels are a folder's own. */
const home = (file: string) =>
  file
    .split('/')
    .slice(0, file.startsWith('sampling/') ? 1 : 2)
    .join('/');

test('every import is in the table', () => {
  const offences = files.flatMap((file) => {
    const allowed = MAY_IMPORT[ruleOf(file)] ?? [];
    return imports(file)
      .filter((name) => !name.startsWith(`${home(file)}/`))
      .filter((name) => !allowed.some((prefix) => name === prefix || name.startsWith(prefix)))
      .map((name) => `${file} → ${name}`);
  });
  expect(offences).toEqual([]);
});

test('no feature imports another, and no page another page', () => {
  const walls = [...FEATURES.map((feature) => `server/${feature}`), ...PAGES];
  const offences = files.flatMap((file) => {
    const own = walls.find((wall) => file.startsWith(`${wall}/`));
    return own
      ? imports(file)
          .filter((name) => walls.some((wall) => wall !== own && name.startsWith(`${wall}/`)))
          .map((name) => `${file} → ${name}`)
      : [];
  });
  expect(offences).toEqual([]);
});

/** The inside of what is too large for one folder, from the bottom up: a part imports itself and those before it. */
const ORDER: Record<string, readonly string[]> = {
  'server/lists': ['list-error.ts', 'read', 'understand', 'decide', 'link'],
  'server/frames': [
    'pseudonym.ts',
    'scope.ts',
    'store',
    'completeness',
    'acceptance',
    'persons',
    'corrections',
    'import',
    'freeze',
    'summary.ts',
    'routes.ts',
  ],
  'client/office': [
    'page',
    'staff',
    'action-plan',
    'earlier-tables',
    'documents',
    'data-requests',
    'retention',
    'remarks',
    'petitions',
    'approvals',
    'invitations',
    'paper',
    'scans',
    'calls',
    'rechecks',
    'devices',
    'fieldwork',
    'samples',
    'results',
    'frames',
    'campaigns',
    'screens.ts',
    'shell',
    'main.tsx',
  ],
  'client/office/frames': [
    'acceptance',
    'persons',
    'corrections',
    'sources',
    'completeness',
    'freeze',
    'import',
    'board',
  ],
  'client/published': [
    'page',
    'results',
    'verify',
    'CampaignList.tsx',
    'Published.tsx',
    'main.tsx',
  ],
};
const edges = files.flatMap((file) => imports(file).map((name) => [file, name] as const));

test.each(Object.entries(ORDER))('the folders of %s import downwards only', (home, parts) => {
  expect(outOfOrder(home, parts, edges)).toEqual([]);
});

test('a planted import against the order is found, and a folder without a place in it', () => {
  const planted = [
    ['server/lists/read/planted.ts', 'server/lists/link/identity.ts'],
    ['server/lists/misc/planted.ts', 'server/lists/read/sheet-row.ts'],
    ['server/lists/link/planted.ts', 'server/lists/read/sheet-row.ts'],
  ] as const;
  expect(outOfOrder('server/lists', ORDER['server/lists']!, planted)).toEqual([
    'server/lists/read/planted.ts → server/lists/link/identity.ts',
    'server/lists/misc/planted.ts → server/lists/read/sheet-row.ts',
  ]);
});

/** `#contract/x.ts` is a file of the tree as well. */
const fileEdge = ([file, name]: (typeof edges)[number]) =>
  [
    file,
    name.replace('#contract/', 'server/contract/').replace('#sampling/', 'sampling/'),
  ] as const;

const folderEdges = (all: typeof edges) =>
  all
    .map(([file, name]) => [dirname(file), dirname(name)] as const)
    .filter(([folder, other]) => folder !== other && /^(?:sampling|server|client)\b/u.test(other))
    // A folder's own files may put its inner folders together; they are one with what they hold.
    .filter(
      ([folder, other]) => !other.startsWith(`${folder}/`) && !folder.startsWith(`${other}/`),
    );

test('the folders are in no circle', () => {
  expect(circlesOf(folderEdges(edges.map(fileEdge)))).toEqual([]);
});

test('no file imports itself by way of others, types among them', () => {
  expect(circlesOf(edges.map(fileEdge))).toEqual([]);
});

test('a planted circle of two files is found, by the names of package.json too', () => {
  const planted = [
    ['server/contract/planted.ts', 'server/contract/pictures/planted.ts'],
    ['server/contract/pictures/planted.ts', '#contract/planted.ts'],
  ] as const;
  expect(circlesOf([...edges, ...planted].map(fileEdge))).toEqual([
    ['server/contract/pictures/planted.ts', 'server/contract/planted.ts'],
  ]);
});

test('a planted circle of three folders is found, whole', () => {
  const planted = [
    ['server/frames/store/planted.ts', 'server/frames/freeze/planted.ts'],
    ['server/frames/freeze/planted.ts', 'server/frames/persons/planted.ts'],
    ['server/frames/persons/planted.ts', 'server/frames/store/planted.ts'],
  ] as const;
  expect(circlesOf(folderEdges([...edges, ...planted])).flat()).toEqual(
    expect.arrayContaining([
      'server/frames/freeze',
      'server/frames/persons',
      'server/frames/store',
    ]),
  );
});

const OWNERS: Record<string, string> = {
  // The switch of four eyes.
  campaign: 'campaigns approvals',
  // Asked for and used by server/db/second-person.ts, for the features whose acts need it.
  approval: 'approvals',
  secondFactor: 'staff',
  recoveryCode: 'staff',
  passkey: 'staff',
  spentChallenge: 'staff',
  oidcIdentity: 'staff',
  linkMessage: 'staff',
  secondFactorRule: 'staff',
  actionItem: 'action-plan',
  actionLead: 'action-plan',
  actionReport: 'action-plan',
  documentWording: 'documents',
  neighbourFigure: 'results',
  boundarySet: 'results',
  agencyRearrangement: 'results',
  earlierTable: 'earlier-tables',
  earlierAgency: 'earlier-tables',
  earlierCriterion: 'earlier-tables',
  earlierFigure: 'earlier-tables',
  agency: 'campaigns frames',
  termsChange: 'campaigns',
  agencyDeadline: 'campaigns',
  listFile: 'frames',
  columnMemory: 'frames',
  field: 'frames',
  person: 'frames data-requests',
  dossier: 'frames data-requests',
  mergedIdentity: 'frames data-requests',
  separation: 'frames data-requests',
  pairDecision: 'frames data-requests',
  doubtCount: 'frames',
  samePerson: 'frames data-requests',
  staffPhone: 'frames',
  officialCount: 'frames',
  staffPhoneDecision: 'frames',
  staffLeftOut: 'frames',
  correctableRow: 'frames data-requests',
  rememberedCorrection: 'frames data-requests',
  correction: 'frames',
  correctedRow: 'frames',
  completenessTally: 'frames',
  numberRun: 'frames',
  commonPhone: 'frames',
  registerCheck: 'frames',
  secondSource: 'frames',
  secondSourceDossier: 'frames data-requests',
  stagedSourceDossier: 'frames data-requests',
  listChange: 'frames',
  vanishedDossier: 'frames',
  listReplacement: 'frames',
  statedTotal: 'frames',
  completenessNote: 'frames',
  acceptanceSignature: 'frames',
  acceptanceDecision: 'frames',
  frame: 'frames',
  stratum: 'frames',
  frameUnit: 'frames data-requests',
  // Written by server/db/contact-traces.ts for invitations and fieldwork.
  contactTrace: 'retention',
  samplePlan: 'samples',
  allocation: 'samples',
  draw: 'samples',
  sampleUnit: 'samples',
  reserveRelease: 'samples',
  invitation: 'invitations responses data-requests',
  packPrinting: 'invitations',
  retiredSlip: 'invitations',
  caseEvent: 'invitations',
  contactWave: 'invitations',
  contactMessage: 'invitations',
  ineligibilityReport: 'invitations',
  paperCase: 'invitations responses',
  paperForm: 'invitations responses',
  keying: 'responses',
  entryTally: 'responses',
  doubleEntry: 'responses',
  phoneCase: 'responses',
  contactAttempt: 'responses',
  fieldDevice: 'responses',
  visitAssignment: 'responses',
  hamletPlace: 'responses',
  fieldTerms: 'responses',
  answerSign: 'responses',
  ballotBatch: 'responses',
  takenCase: 'responses',
  voiding: 'responses',
  voidedCase: 'responses',
  recheck: 'responses',
  recheckCase: 'responses',
  recheckTotal: 'responses',
  draft: 'drafts responses',
  erasureRequest: 'data-requests',
  dataRequest: 'data-requests',
  contactCorrection: 'data-requests',
  // What retention empties of other features' tables is its own register: server/retention/erased-rows.ts.
  campaignErasure: 'retention',
  erasureCertificate: 'retention',
  retentionPostponement: 'retention',
  ballot: 'responses',
  response: 'responses',
  responseStratum: 'responses',
  responseStratumMember: 'responses',
  groupFigure: 'responses',
  fieldFigure: 'responses',
  withheldCells: 'responses',
  answer: 'responses',
  comment: 'responses',
  commentReview: 'comments',
  commentCode: 'comments',
  commentTheme: 'comments',
  commentQuote: 'comments',
  petition: 'comments',
  petitionContent: 'comments',
  paradata: 'responses',
  burstSign: 'responses',
  publication: 'results',
  remark: 'remarks',
  staff: 'staff',
  session: 'staff',
  passwordLink: 'staff',
  signInAttempt: 'staff',
  // Written by server/db/shared-counts.ts alone, for the features that limit strangers.
  sharedCount: 'db',
  dailyHead: 'db',
  accountLink: 'staff',
  accountLinkSeen: 'staff',
};

/** Its statements are made from a register of tables, which the tests of retention hold against the schema. */
const BY_REGISTER = 'server/retention/erase-batch.ts';

/** What a file writes that is not its feature's. Where a variable names the table, every table named in the file counts. */
function foreignWrites(file: string, source: string): string[] {
  const feature = file.split('/')[1] ?? '';
  const written = new Set(writtenTables(source));
  if (written.delete(null) && file !== BY_REGISTER) {
    const named = namedTables(source).filter((table) => table in OWNERS);
    if (named.length === 0) return [`${file} writes a table named by a variable`];
    for (const table of named) written.add(table);
  }
  return [...written]
    .filter((table) => !(OWNERS[table ?? ''] ?? '').split(' ').includes(feature))
    .map((table) => `${file} writes ${table}`);
}

test('every file of the contract with endpoints is among those that the access tests and OpenAPI read', () => {
  const listed = readFileSync(join(root, 'server/http/openapi.ts'), 'utf8');
  const unlisted = readdirSync(join(root, 'server/contract')).filter((name) => {
    if (!name.endsWith('.ts')) return false;
    const source = readFileSync(join(root, 'server/contract', name), 'utf8');
    return /= endpoint\(\{/.test(source) && !listed.includes(`#contract/${name}`);
  });
  expect(unlisted).toEqual([]);
});

test('a feature writes its own tables only, by the query builder and in SQL', () => {
  const offences = files
    .filter((file) => FEATURES.some((feature) => file.startsWith(`server/${feature}/`)))
    .flatMap((file) => foreignWrites(file, readFileSync(join(root, file), 'utf8')));
  expect(offences).toEqual([]);
});

test.each([
  'await sql`insert into dossier (id) values (1)`.execute(db);',
  'await sql`\n  update dossier as d set code = null`.execute(db);',
  'await sql`with gone as (delete from only dossier where id = 1) select 1`.execute(db);',
  "await pool.query('copy dossier (id, code) from stdin');",
  "await sql.raw('TRUNCATE TABLE dossier').execute(db);",
  'await sql`merge into dossier using rows on true when matched then delete`.execute(db);',
  "await db.deleteFrom('dossier').execute();",
  "for (const table of ['dossier'] as const) await db.deleteFrom(table).execute();",
  "const LIST = ['dossier']; await sql`delete from $" + '{sql.table(LIST[0])}`.execute(db);',
])('a write to another feature’s table is found: %s', (source) => {
  expect(foreignWrites('server/results/planted.ts', source)).toEqual([
    'server/results/planted.ts writes dossier',
  ]);
});

test('a write to a table that nothing names is found', () => {
  expect(foreignWrites('server/results/planted.ts', 'db.deleteFrom(table).execute()')).toEqual([
    'server/results/planted.ts writes a table named by a variable',
  ]);
});

test('reading, locking and a conflict clause are no writes', () => {
  const source = `// insert into dossier: not here
    sql\`select from dossier for update of dossier\`;
    sql\`insert into publication values (1) on conflict (id) do update set results = null\``;
  expect(foreignWrites('server/results/planted.ts', source)).toEqual([]);
});

test('nothing that runs in production knows the development server', () => {
  const offences = files
    .filter((file) => !file.startsWith('server/dev/'))
    .filter((file) => imports(file).some((name) => name.startsWith('server/dev/')));
  expect(offences).toEqual([]);
});

test('the statistics use no clock, no chance and no wire', () => {
  const offences = files
    .filter((file) => file.startsWith('sampling/') && !/sampling\/(cli\.ts|commands\/)/.test(file))
    .filter((file) =>
      /Math\.random|Date\.now|new Date\(|fetch\(|process\./.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
  expect(offences).toEqual([]);
});

test('the order of the sums is known to the estimation alone', () => {
  const offences = files
    .filter((file) => !file.startsWith('sampling/estimation/'))
    .filter((file) => /SUMS_PER_CELL/.test(readFileSync(join(root, file), 'utf8')));
  expect(offences).toEqual([]);
});

test('nothing but an entry point reads the environment', () => {
  const readers = files.filter((file) =>
    /process\.env/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(readers.sort()).toEqual([
    'server/admin.ts',
    'server/audit.ts',
    'server/backup.ts',
    'server/demo.ts',
    'server/dev/main.ts',
    'server/main.ts',
    'server/restore.ts',
    'server/seed/main.ts',
  ]);
});

test('functions over 60 lines are in the files that the linter’s exceptions name', () => {
  const [exceptions] = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')).overrides;
  const gone = exceptions.includes.filter((file: string) => !existsSync(join(root, file)));
  expect(gone, 'these are mended or moved: take them off the list').toEqual([]);
  expect(exceptions.includes.length).toBeLessThanOrEqual(23);
});
