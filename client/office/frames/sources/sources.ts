import { signal } from '@preact/signals';
import type { SourceKind } from '#contract/second-sources.ts';
import {
  getAgencySources,
  listSecondSources,
  listSourceDifferences,
  uploadSecondSource,
} from '#contract/second-sources.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type SourcesModel = ReturnType<typeof createSources>;
export type AgencySourcesModel = ReturnType<typeof createAgencySources>;

/** Second sources beside the lists of all agencies. */
export function createSources(ask: Ask, campaignId: string) {
  const kind = signal<SourceKind>('province');
  const found = createLoaded(() => ask(listSecondSources, { params: { campaignId } }));
  return {
    kind,
    found,
    load: found.load,
    upload: createAct(async (file: File) => {
      const params = { campaignId, kind: kind.value };
      const query = { fileName: file.name.slice(-200) };
      const source = await ask(uploadSecondSource, { params, query }, file);
      await found.load();
      return source;
    }),
  };
}

const PAGE_SIZE = 50;

/** The same of one agency, with the codes for those who may read them. */
export function createAgencySources(
  ask: Ask,
  place: { readonly campaignId: string; readonly agencyCode: string },
  maySeeCodes: boolean,
) {
  const page = signal(1);
  const comparisons = createLoaded(async () => {
    const reply = await ask(getAgencySources, { params: place });
    return reply.comparisons;
  });
  const differences = createLoaded(async () =>
    maySeeCodes
      ? ask(listSourceDifferences, { params: place, query: { page: String(page.value) } })
      : null,
  );
  return {
    comparisons,
    differences,
    page,
    pages: () => Math.ceil((differences.value.value?.total ?? 0) / PAGE_SIZE),
    load: () => Promise.all([comparisons.load(), differences.load()]),
    turn(next: number) {
      page.value = next;
      return differences.load();
    },
  };
}
