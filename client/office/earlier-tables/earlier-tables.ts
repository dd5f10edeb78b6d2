import { signal } from '@preact/signals';
import type {
  AgencyMatch,
  CriterionMatch,
  EarlierReading,
  EarlierTable,
} from '#contract/earlier-tables.ts';
import {
  keepEarlierTable,
  listEarlierTables,
  matchEarlierTable,
  readEarlierFile,
  readEarlierText,
  withdrawEarlierTable,
} from '#contract/earlier-tables.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import { sendFile } from '../page/send-file.ts';
import type { Ask } from '../page/session.ts';

export type EarlierTablesModel = ReturnType<typeof createEarlierTables>;

/** A select has texts: a code, the province, or nothing. */
export const PROVINCE = 'province';
export const NOTHING = '';

const ORIGIN = { year: '', source: '', publishedOn: '', method: '' };
export type OriginField = keyof typeof ORIGIN;

export function createEarlierTables(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const list = createLoaded(() => ask(listEarlierTables, { params }));
  const pasted = signal('');
  const matches = createMatches();
  const { reading, origin, edited } = matches;
  const closeAndLoad = async () => {
    matches.close();
    await list.load();
  };
  return {
    ...matches,
    list,
    load: list.load,
    pasted,
    read: createAct(async () => {
      matches.begin(await ask(readEarlierText, { params, body: { text: pasted.value } }));
    }),
    readFile: createAct(async (file: Blob) => {
      matches.begin(await sendFile(readEarlierFile, { params }, file, () => {}));
    }),
    keep: createAct(async () => {
      const { year, source, publishedOn, method } = origin.value;
      const details = { publishedOn: publishedOn || null, method: method.trim() || null };
      const figures = reading.value?.figures ?? [];
      const body = { year: Number(year), source, ...details, figures, ...matches.chosen() };
      await ask(keepEarlierTable, { params, body });
      pasted.value = '';
      await closeAndLoad();
    }),
    saveMatches: createAct(async () => {
      const tableId = edited.value?.tableId ?? '';
      await ask(matchEarlierTable, { params: { campaignId, tableId }, body: matches.chosen() });
      await closeAndLoad();
    }),
    withdraw: createAct(async (tableId: string, isWithdrawn: boolean) => {
      await ask(withdrawEarlierTable, { params: { campaignId, tableId }, body: { isWithdrawn } });
      await closeAndLoad();
    }),
  };
}

/** What is chosen on the screen: of a table that was just read, or of a kept one. */
function createMatches() {
  const reading = signal<EarlierReading | undefined>(undefined);
  const edited = signal<EarlierTable | undefined>(undefined);
  const origin = signal(ORIGIN);
  const agencies = signal<readonly AgencyMatch[]>([]);
  const criteria = signal<readonly CriterionMatch[]>([]);
  return {
    reading,
    edited,
    origin,
    agencies,
    criteria,
    chosen: () => ({ agencies: [...agencies.value], criteria: [...criteria.value] }),
    close() {
      reading.value = undefined;
      edited.value = undefined;
    },
    begin(found: EarlierReading) {
      edited.value = undefined;
      reading.value = found;
      agencies.value = found.agencies.map(({ guess: _, ...match }) => match);
      criteria.value = found.criteria.map(({ guess: _, ...match }) => match);
      origin.value = { ...ORIGIN, year: found.year ? String(found.year) : '' };
    },
    edit(table: EarlierTable) {
      reading.value = undefined;
      edited.value = table;
      agencies.value = table.agencies;
      criteria.value = table.criteria;
    },
    setOrigin(field: OriginField, value: string) {
      origin.value = { ...origin.value, [field]: value };
    },
    chooseAgency(label: string, target: string) {
      const agencyCode = target === PROVINCE || target === NOTHING ? null : target;
      const change = { isProvince: target === PROVINCE, agencyCode };
      agencies.value = changed(agencies.value, label, change);
    },
    weigh(label: string, words: string) {
      const weight = Number(words.replace(',', '.'));
      if (weight > 0) agencies.value = changed(agencies.value, label, { weight });
    },
    chooseCriterion(label: string, nodeCode: string) {
      criteria.value = changed(criteria.value, label, { nodeCode: nodeCode || null });
    },
  };
}

const changed = <M extends { readonly label: string }>(
  matches: readonly M[],
  label: string,
  change: Partial<M>,
): M[] => matches.map((match) => (match.label === label ? { ...match, ...change } : match));

export const targetOf = ({ isProvince, agencyCode }: AgencyMatch): string =>
  isProvince ? PROVINCE : (agencyCode ?? NOTHING);

/** Old agencies that one of today holds together: only these need weights. */
export function mergedTargets(agencies: readonly AgencyMatch[]): ReadonlySet<string> {
  const targets = agencies.map(targetOf).filter((target) => target !== NOTHING);
  return new Set(targets.filter((target, index) => targets.indexOf(target) !== index));
}
