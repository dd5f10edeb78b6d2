import type { Nature } from './nature.ts';
import type { OpenTable, Variable } from './open-table.ts';
import type { PublishedEdition } from './published-edition.ts';

export interface DescribedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Frictionless Data Package 1 with Table Schema 1: what reads tables by machine finds types and keys in it. */
export function dataPackage(
  { results, sha256, publishedAt }: PublishedEdition,
  tables: readonly OpenTable[],
  { description }: Nature,
  fileOf: (table: OpenTable) => DescribedFile,
): string {
  const contents = {
    profile: 'tabular-data-package',
    name: `sipas-${results.year}-${results.campaignId.toLowerCase()}`,
    id: `urn:sha256:${sha256}`,
    title: results.campaignName,
    description,
    created: publishedAt,
    keywords: ['SIPAS', results.provinceName, String(results.year)],
    resources: tables.map((table) => {
      const { path, bytes, sha256: hash } = fileOf(table);
      return {
        profile: 'tabular-data-resource',
        name: table.name,
        title: table.title,
        path,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${hash}`,
        dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, header: true },
        schema: {
          fields: table.variables.map(field),
          missingValues: [''],
        },
      };
    }),
  };
  return `${JSON.stringify(contents, null, 1)}\n`;
}

const field = ({ name, type, label, codes }: Variable) => ({
  name,
  type,
  title: label,
  ...(codes && { constraints: { enum: Object.keys(codes).map(codeOf(type)) } }),
});

/** A code in the type of its field, as Table Schema wants the values of an enumeration. */
const codeOf = (type: Variable['type']) => (code: string) =>
  type === 'string' ? code : Number(code);
