import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { excelCsv, plainCsv } from './csv-forms.ts';
import type { DescribedFile } from './data-package.ts';
import { dataPackage } from './data-package.ts';
import { ddiCodebook } from './ddi-codebook.ts';
import type { Nature } from './nature.ts';
import type { OpenTable } from './open-table.ts';
import type { PublishedEdition } from './published-edition.ts';
import { spssSyntax } from './spss-syntax.ts';
import { stataFile } from './stata-file.ts';

export interface Contents {
  readonly edition: PublishedEdition;
  readonly nature: Nature;
  readonly tables: readonly OpenTable[];
  /** Path → text: what is no table, and its description. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The same bytes at every making: no file has the time of its making. */
const ZIP_TIME = new Date(1980, 0, 1, 12);

/** Tables in every form that analysts read, with code books and the hash of each file. */
export function pack({ edition, nature, tables, texts }: Contents): Uint8Array<ArrayBuffer> {
  const files = new Map<string, Uint8Array>();
  const add = (path: string, content: string) => files.set(path, new TextEncoder().encode(content));
  for (const [path, content] of Object.entries(texts)) add(path, content);
  for (const table of tables) add(`data/${table.name}.csv`, plainCsv(table));
  for (const table of tables) add(`excel/${table.name}.csv`, excelCsv(table));
  add('read.sps', spssSyntax(tables));
  for (const table of tables) files.set(`stata/${table.name}.dta`, stataFile(table));
  add('codebook-ddi-2.5.xml', ddiCodebook(edition, tables, nature));
  const described = (path: string): DescribedFile => {
    const content = files.get(path)!;
    return { path, bytes: content.length, sha256: sha256(content) };
  };
  const schema = dataPackage(edition, tables, nature, ({ name }) => described(`data/${name}.csv`));
  add('datapackage.json', schema);
  add('SHA256SUMS', [...files].map(([path, content]) => `${sha256(content)}  ${path}\n`).join(''));
  return zipSync(Object.fromEntries(files), {
    level: 9,
    mtime: ZIP_TIME,
  }) as Uint8Array<ArrayBuffer>;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
