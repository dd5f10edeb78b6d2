// Truth: sampling/README.md, “Library”, and STYLE.md: a public function is described where it is declared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publicFunctions } from '../../sampling-api.ts';

const root = join(import.meta.dirname, '../../..');
const functions = publicFunctions();

test('the table of the library names every entrance to what the product does not call', () => {
  const readme = readFileSync(join(root, 'sampling/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| \[`(\w+)`\]\(([^)]+)\) \| (.*?) \| (.+?) \| (.+?) \|$/gm)];
  const listed = rows.map(([, name, file, list = '']) => {
    const parameters = [...list.matchAll(/`(\w+)`/g)].map(([, parameter]) => parameter);
    return `sampling/${file} ${name}(${parameters.join(', ')})`;
  });
  const exported = functions
    .filter(({ isLibrary }) => isLibrary)
    .map(({ file, name, parameters }) => `${file} ${name}(${parameters.join(', ')})`);
  expect(exported.length).toBeGreaterThan(30);
  expect(listed.sort()).toEqual(exported.sort());
});

test.each(functions)(
  '$name of $file is described, with its arguments and its source',
  ({ docblock, parameters }) => {
    expect(docblock).toMatch(
      /\b(?:18|19|20)\d\d\b|SIPAS-DRAW\/1|FIPS 180|RFC \d+|sampling\.md|domain\.md/,
    );
    for (const parameter of parameters) expect(docblock).toMatch(new RegExp(`\\b${parameter}\\b`));
  },
);

test('each refusal in a public function’s file has its name in a description', () => {
  const undescribed = [...new Set(functions.map(({ file }) => file))].flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const comments = [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].join('\n');
    return [...source.matchAll(/new SamplingError\(\s*'(\w+)'/g)]
      .map(([, error = '']) => error)
      .filter((error) => !new RegExp(`\\b${error}\\b`).test(comments))
      .map((error) => `${file} ${error}`);
  });
  expect(undescribed).toEqual([]);
});
