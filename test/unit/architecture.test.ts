// Truth: the table below. Data flows one way; a feature never reaches into another.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Folder → what its files may import besides their own folder. The longest match of a file's path applies. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  sampling: ['#sampling/'],
  'sampling/cli.ts': ['sampling/', 'node:'],
  'sampling/commands': ['sampling/', '#sampling/', 'node:', 'papaparse'],
  'server/contract': ['#sampling/', 'zod/mini'],
  'server/db': [
    '#contract/',
    'server/keys/',
    'server/problem.ts',
    'kysely',
    'pg',
    '@electric-sql/pglite',
    'node:',
  ],
  'server/http': [
    '#contract/',
    'server/problem.ts',
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
    'server/deps.ts',
    'server/secrets.ts',
    'server/keys/',
    'kysely',
    'fastify',
    'zod',
    'node:',
    'hucre',
    'papaparse',
    'pdfkit',
    'lean-qr',
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
  'server/secrets.ts': ['server/keys/', 'node:'],
  'server/deps.ts': ['server/config.ts', 'server/db/', 'server/secrets.ts'],
  'server/app.ts': ['server/', 'fastify', '@fastify/', 'node:'],
  'server/start.ts': ['server/', 'fastify', 'node:'],
  'server/main.ts': ['server/'],
  'server/admin.ts': ['server/', 'node:'],
  'server/private-folder.ts': ['server/config.ts', 'node:'],
  'server/build-client.ts': ['vite', 'node:'],
  'server/dev': ['server/', 'vite', '@preact/preset-vite', 'fastify', 'node:'],
  'server/seed': ['#contract/', 'server/', 'node:'],
  'server/demo': ['#contract/', '#sampling/', 'server/', 'node:', 'kysely'],
  client: [
    '#contract/',
    '#sampling/',
    'client/',
    'preact',
    '@preact/signals',
    'i18next',
    'zod/mini',
    '@noble/hashes',
    'lean-qr',
  ],
};
/** No file of `client/respond` reaches the office, and the other way round. */
const PAGES = ['client/respond', 'client/office', 'client/published'];

const FEATURES = [
  'campaigns',
  'frames',
  'samples',
  'invitations',
  'languages',
  'drafts',
  'erasures',
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

/** `server/frames/reading/x.ts` belongs to `server/frames`; two levels are a folder's own. */
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

const OWNERS: Record<string, string> = {
  campaign: 'campaigns',
  agency: 'campaigns frames',
  listFile: 'frames',
  columnMemory: 'frames',
  field: 'frames',
  person: 'frames erasures',
  dossier: 'frames erasures',
  mergedIdentity: 'frames erasures',
  separation: 'frames erasures',
  samePerson: 'frames erasures',
  staffPhone: 'frames',
  problemRow: 'frames erasures',
  rememberedCorrection: 'frames erasures',
  correction: 'frames',
  correctedRow: 'frames',
  listTally: 'frames',
  numberRun: 'frames',
  listChange: 'frames',
  vanishedDossier: 'frames',
  statedTotal: 'frames',
  completenessNote: 'frames',
  agencySignature: 'frames',
  agencyDecision: 'frames',
  frame: 'frames',
  stratum: 'frames',
  frameUnit: 'frames erasures',
  samplePlan: 'samples',
  allocation: 'samples',
  draw: 'samples',
  sampleUnit: 'samples',
  reserveRelease: 'samples',
  invitation: 'invitations responses erasures',
  packPrinting: 'invitations',
  draft: 'drafts responses',
  erasureRequest: 'erasures',
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
  paradata: 'responses',
  burstSign: 'responses',
  publication: 'results',
  remark: 'remarks',
  staff: 'staff',
  session: 'staff',
  passwordLink: 'staff',
  signInAttempt: 'staff',
  accountLink: 'staff',
  accountLinkSeen: 'staff',
};

test('a feature writes its own tables only', () => {
  const offences = files
    .filter((file) => FEATURES.some((feature) => file.startsWith(`server/${feature}/`)))
    .flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /(?:insertInto|updateTable|deleteFrom)\('(\w+)/g,
        ),
      ]
        .filter(
          ([, table = '']) => !(OWNERS[table] ?? '').split(' ').includes(file.split('/')[1] ?? ''),
        )
        .map(([, table]) => `${file} writes ${table}`),
    );
  expect(offences).toEqual([]);
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
    'server/demo/main.ts',
    'server/dev/main.ts',
    'server/main.ts',
    'server/seed/main.ts',
  ]);
});
