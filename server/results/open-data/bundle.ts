import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { excelCsv, plainCsv } from './csv-forms.ts';
import type { DescribedFile } from './data-package.ts';
import { dataPackage } from './data-package.ts';
import { ddiCodebook } from './ddi-codebook.ts';
import { openTables } from './open-tables.ts';
import type { PublishedEdition } from './published-edition.ts';
import { readMe } from './read-me.ts';
import { spssSyntax } from './spss-syntax.ts';
import { stataFile } from './stata-file.ts';

/** The same bytes at every making: no file has the time of its making. */
const ZIP_TIME = new Date(1980, 0, 1, 12);

/** What analysts get of a publication, in one file that is made of the publication alone. */
export function analysisBundle(edition: PublishedEdition): Uint8Array<ArrayBuffer> {
  const tables = openTables(edition.results);
  const files = new Map<string, Uint8Array>();
  const add = (path: string, content: string) => files.set(path, new TextEncoder().encode(content));
  add('README.txt', readMe(edition));
  add('publication.json', edition.text);
  for (const table of tables) add(`data/${table.name}.csv`, plainCsv(table));
  for (const table of tables) add(`excel/${table.name}.csv`, excelCsv(table));
  add('reproduce.R', readFileSync(join(import.meta.dirname, 'reproduce.R'), 'utf8'));
  add('read.sps', spssSyntax(tables));
  for (const table of tables) files.set(`stata/${table.name}.dta`, stataFile(table));
  add('codebook-ddi-2.5.xml', ddiCodebook(edition, tables));
  const described = (path: string): DescribedFile => {
    const content = files.get(path)!;
    return { path, bytes: content.length, sha256: sha256(content) };
  };
  const schema = dataPackage(edition, tables, ({ name }) => described(`data/${name}.csv`));
  add('datapackage.json', schema);
  add('SHA256SUMS', [...files].map(([path, content]) => `${sha256(content)}  ${path}\n`).join(''));
  return zipSync(Object.fromEntries(files), {
    level: 9,
    mtime: ZIP_TIME,
  }) as Uint8Array<ArrayBuffer>;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
