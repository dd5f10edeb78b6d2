import { computed, signal } from '@preact/signals';
import { listAgencies } from '#contract/agencies.ts';
import type { CorrectableRowShown } from '#contract/correctable-rows.ts';
import {
  correctRow,
  listCorrectableRows,
  noteCorrectableRow,
  uploadCorrectableRows,
} from '#contract/correctable-rows.ts';
import type { CorrectionResult } from '#contract/corrections.ts';
import { correctAgain, getCorrections, undoCorrection } from '#contract/corrections.ts';
import { FAULTS } from '#contract/list-words.ts';
import type { Fault } from '#contract/row-counts.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import { query, setQuery } from '../../page/router.ts';
import type { Ask } from '../../page/session.ts';

export const PAGE_SIZE = 20;
export type CorrectionsModel = ReturnType<typeof createCorrections>;

export interface Done {
  readonly result: CorrectionResult;
  /** The row that was corrected alone. */
  readonly row?: CorrectableRowShown;
}

/** Rows in error of an agency: by kind, a page of one kind, what was typed, what was done last. */
export function createCorrections(ask: Ask, campaignId: string, agencyCode: string) {
  const shown = createShownRows(ask, { campaignId, agencyCode });
  const typed = createTypedCells();
  const done = signal<Done | undefined>(undefined);
  const isUndone = signal(false);

  async function finished(result: CorrectionResult, row?: CorrectableRowShown) {
    isUndone.value = false;
    done.value = row ? { result, row } : { result };
    await shown.loadRows();
    return result;
  }

  return {
    ...shown,
    ask,
    typed: typed.cells,
    type: typed.type,
    done,
    isUndone,
    finished,
    ...createCorrectionActs(ask, shown, typed, finished),
    undo: createAct(async (correctionId: string) => {
      await ask(undoCorrection, { params: shown.params, body: { correctionId } });
      done.value = undefined;
      isUndone.value = true;
      await shown.loadRows();
    }),
  };
}

/** The groups of faults, a page of rows of the one that is open, and the agencies to choose from. */
function createShownRows(ask: Ask, params: { campaignId: string; agencyCode: string }) {
  const page = signal(1);
  const fault = computed(() => FAULTS.find((name) => name === query.value.get('loi')));
  const problems = createLoaded(() => ask(getCorrections, { params }));
  const agencies = createLoaded(async () => (await ask(listAgencies, { params })).agencies);
  const rows = createLoaded(async () => {
    const kind = fault.value;
    if (!kind) return undefined;
    const request = { params: { ...params, fault: kind }, query: { page: String(page.value) } };
    const found = await ask(listCorrectableRows, request);
    // The last page may have been corrected away.
    if (found.rows.length > 0 || found.page === 1) return found;
    page.value = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
    return ask(listCorrectableRows, { ...request, query: { page: String(page.value) } });
  });
  const loadRows = () => Promise.all([problems.load(), fault.value ? rows.load() : undefined]);
  return {
    params,
    problems,
    agencies,
    rows,
    fault,
    newest: computed(() =>
      problems.value.value?.corrections.find(({ undoneAt }) => undoneAt === null),
    ),
    fileId: () => problems.value.value?.fileId ?? '',
    loadRows,
    load: () => Promise.all([loadRows(), agencies.load()]),
    open(kind: Fault | undefined) {
      page.value = 1;
      setQuery({ loi: kind });
      return kind ? rows.load() : Promise.resolve();
    },
    turnTo(next: number) {
      page.value = next;
      return rows.load();
    },
  };
}

/** What is typed stays until it is saved: by row, then by column. */
function createTypedCells() {
  const cells = signal<Readonly<Record<number, Readonly<Record<number, string>>>>>({});
  return {
    cells,
    type(rowNumber: number, column: number, value: string) {
      const before = cells.value[rowNumber] ?? {};
      cells.value = { ...cells.value, [rowNumber]: { ...before, [column]: value } };
    },
    ofRow: (rowNumber: number) =>
      Object.entries(cells.value[rowNumber] ?? {}).map(([column, value]) => ({
        column: Number(column),
        value,
      })),
    forget(rowNumber: number) {
      const { [rowNumber]: _, ...unsaved } = cells.value;
      cells.value = unsaved;
    },
  };
}

function createCorrectionActs(
  ask: Ask,
  { params, fileId, loadRows }: ReturnType<typeof createShownRows>,
  typed: ReturnType<typeof createTypedCells>,
  finished: (result: CorrectionResult, row?: CorrectableRowShown) => Promise<CorrectionResult>,
) {
  const paramsOf = (row: CorrectableRowShown) => ({ ...params, rowNumber: String(row.rowNumber) });
  return {
    save: createAct(async (row: CorrectableRowShown) => {
      const cells = typed.ofRow(row.rowNumber);
      if (cells.length === 0) return undefined;
      const body = { fileId: fileId(), revision: row.revision, cells };
      const result = await ask(correctRow, { params: paramsOf(row), body });
      typed.forget(row.rowNumber);
      return finished(result, row);
    }),
    note: createAct(async (row: CorrectableRowShown, note: string) => {
      await ask(noteCorrectableRow, { params: paramsOf(row), body: { fileId: fileId(), note } });
      await loadRows();
    }),
    upload: createAct(async (file: File) =>
      finished(await ask(uploadCorrectableRows, { params }, file)),
    ),
    again: createAct(async () =>
      finished(await ask(correctAgain, { params, body: { fileId: fileId() } })),
    ),
  };
}
