import { Results } from '#contract/results.ts';

/** A stored publication in today's form. */
export const readEdition = (text: string): Results =>
  Results.parse(withTotalsMark(JSON.parse(withAgencyNames(text))));

/** Up to version 0.1.0 an agency had one mark, its total's: no other figure has it. */
function withTotalsMark(edition: OldEdition): unknown {
  const total = edition.nodes.find(({ level }) => level === 'total')?.code;
  const domains = edition.domains.map(({ tier, figures, ...domain }) => ({
    ...domain,
    figures: figures.map((figure) =>
      tier && figure.node === total ? { ...figure, tier } : figure,
    ),
  }));
  return { ...edition, domains };
}

interface OldEdition {
  readonly nodes: readonly { readonly code: string; readonly level: string }[];
  readonly domains: readonly {
    readonly tier?: string | null;
    readonly figures: readonly { readonly node: string }[];
  }[];
}

/** Editions of version 0.1.0 say `unit`. Their text and its hash stay; today's names are given when it is read. */
const withAgencyNames = (results: string): string =>
  results
    .replaceAll('"unitCode":', '"agencyCode":')
    .replaceAll(/"level":"unit(_field)?"/g, '"level":"agency$1"')
    .replaceAll('"mode":"assisted"', '"mode":"counter"')
    .replace('"unaccepted":{"units":', '"unaccepted":{"agencies":')
    .replace('"reason":"unknown_unit"', '"reason":"unknown_agency"');
