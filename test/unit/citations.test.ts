// Truth: the documents in docs/ and their headings. Who follows a citation or a link must arrive.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const SECTION = String.raw`(?:§\s*)?(?:\d+(?:\.\d+)*[a-z]?|[TC]\d+)(?![\w.]*\w)`;
const SEPARATOR = String.raw`\s*(?:\([^()]*\))?(?:,\s*|\s+and\s+|–|\s+or\s+)`;
const SECTIONS = `${SECTION}(?:${SEPARATOR}${SECTION})*`;
/** `ux.md §4.2–4.3`, `peers.md T2 (a retry), T4`, `T15, T16 of peers.md`. */
const CITATION = new RegExp(
  String.raw`(?:(?<before>${SECTIONS}) of )?(?<![\w/.-])(?<name>[a-z]+)\.md\b` +
    '(?:`? (?<after>' +
    `${SECTIONS}))?`,
  'g',
);

interface Citation {
  readonly document: string;
  readonly sections: readonly string[];
}

/** A comment that runs over lines is one text. */
const flowing = (text: string) => text.replaceAll(/\n[ \t]*(?:\*|\/\/|--|#)?[ \t]*/g, ' ');

function citationsIn(text: string): Citation[] {
  return [...flowing(text).matchAll(CITATION)].map(({ groups = {} }) => ({
    document: `${groups.name}.md`,
    sections: [groups.before, groups.after]
      .flatMap((list) =>
        list ? [...list.replaceAll(/\([^()]*\)/g, '').matchAll(/[TC]?\d+(?:\.\d+)*[a-z]?/g)] : [],
      )
      .map(String),
  }));
}

const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

/** `## 1. Methods`, `### 1c Estimation`, `### T3 Killed …`: the number that begins a heading. */
const sectionsOf = (markdown: string): Set<string> =>
  new Set(
    headingsOf(markdown).flatMap(
      (heading) => /^([TC]?\d+(?:\.\d+)*[a-z]?)\b/.exec(heading)?.[1] ?? [],
    ),
  );

/** What cannot be followed; `documents` holds text by name. */
function brokenCitations(text: string, documents: ReadonlyMap<string, string>): string[] {
  return citationsIn(text).flatMap(({ document, sections }) => {
    const markdown = documents.get(document);
    if (markdown === undefined) return [document];
    const known = sectionsOf(markdown);
    return sections
      .filter((section) => !known.has(section))
      .map((section) => `${document} ${section}`);
  });
}

/** As GitHub names a heading's anchor. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** Links to files of the repository and to headings in them. `read` gives a file's text, or undefined. */
function brokenLinks(
  path: string,
  markdown: string,
  read: (path: string) => string | undefined,
): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const text = file ? read(join(dirname(path), file)) : markdown;
      if (text === undefined) return true;
      return anchor !== undefined && !headingsOf(text).map(anchorOf).includes(anchor);
    });
}

const FOLDERS = ['client', 'docs', 'migrations', 'sampling', 'server', 'test'];
const paths = [
  ...readdirSync(root),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  ),
].filter(
  (path) => /\.(ts|tsx|cjs|css|html|sql|py|md)$/.test(path) && !path.startsWith('client/dist'),
);
/** Its planted citations are broken on purpose. */
const OWN = relative(root, import.meta.filename);
const readFile = (path: string): string | undefined => {
  const whole = join(root, path);
  if (!existsSync(whole)) return undefined;
  return /\.md$/.test(path) ? readFileSync(whole, 'utf8') : '';
};
const documents = new Map(
  ['README.md', 'CONTRIBUTING.md', 'STYLE.md', 'CHANGELOG.md']
    .map((name) => [name, join(root, name)] as const)
    .concat(readdirSync(join(root, 'docs')).map((name) => [name, join(root, 'docs', name)]))
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => [name, readFileSync(path, 'utf8')]),
);

test('every citation of a document names one that is there, and a section in it', () => {
  const cited = paths
    .filter((path) => path !== OWN)
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  expect(cited.flatMap(([, text]) => citationsIn(text)).length).toBeGreaterThan(80);
  const broken = cited.flatMap(([path, text]) =>
    brokenCitations(text, documents).map((citation) => `${path}: ${citation}`),
  );
  expect(broken).toEqual([]);
});

test('every file that a document names is there', () => {
  const missing = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/`((?:[\w.-]+\/)+[\w-]+\.[\w.]+)`/g)]
        .map(([, name = '']) => name)
        .filter((name) => !name.startsWith('DATA_DIR/'))
        .filter(
          (name) => !['', 'test', dirname(path)].some((base) => existsSync(join(root, base, name))),
        )
        .map((name) => `${path} → ${name}`),
    );
  expect(missing).toEqual([]);
});

test('every link between documents arrives', () => {
  const broken = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      brokenLinks(path, readFileSync(join(root, path), 'utf8'), readFile).map(
        (target) => `${path} → ${target}`,
      ),
    );
  expect(broken).toEqual([]);
});

const PLANTED = new Map([
  ['law.md', '# Law\n## 2. Rules\n### 2.1 First\n### 2.3 Third\n## 4a Last\n### T3 Killed'],
]);

test.each([
  ['law.md 2.1 and T3 (killed, 9 times), §4a hold', []],
  ['what law.md says', []],
  ['T3 of law.md', []],
  ['law.md 2.2 is cited', ['law.md 2.2']],
  ['/**\n * The rule of law.md\n * §2.1–2.4, in words.\n */', ['law.md 2.4']],
  ['law.md §2 (as 7.7), T5 and 2.9', ['law.md T5', 'law.md 2.9']],
  ['T4, T3 of law.md', ['law.md T4']],
  ['lore.md §1', ['lore.md']],
])('in “%s” these are broken: %j', (text, broken) => {
  expect(brokenCitations(text, PLANTED)).toEqual(broken);
});

test('a link to a file or a heading that is not there is found', () => {
  const links =
    '[a](law.md#2-rules) [b](law.md#3-none) [c](lore.md) [d](https://example.org) [e](#here)\n## Here\n';
  const read = (path: string) => PLANTED.get(path.replace('docs/', ''));
  expect(brokenLinks('docs/index.md', links, read)).toEqual(['law.md#3-none', 'lore.md']);
});
