import { computed, signal } from '@preact/signals';
import { listAgencies } from '#contract/campaigns.ts';
import type { CorrectionResult, ProblemRowShown } from '#contract/corrections.ts';
import {
  correctAgain,
  correctRow,
  getProblems,
  listProblemRows,
  noteProblemRow,
  undoCorrection,
  uploadProblemRows,
} from '#contract/corrections.ts';
import type { Fault } from '#contract/frames.ts';
import { FAULTS } from '#contract/list-words.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import { query, setQuery } from '../../page/router.ts';
import type { Ask } from '../../page/session.ts';

export const PAGE_SIZE = 20;
export type CorrectionsModel = ReturnType<typeof createCorrections>;

export interface Done {
  readonly result: CorrectionResult;
  /** The row that was corrected alone. */
  readonly row?: ProblemRowShown;
}

/** Rows in error of an agency: by kind, a page of one kind, what was typed, what was done last. */
export function createCorrections(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const page = signal(1);
  const done = signal<Done | undefined>(undefined);
  const isUndone = signal(false);
  /** What is typed stays until it is saved: by row, then by column. */
  const typed = signal<Readonly<Record<number, Readonly<Record<number, string>>>>>({});
  const fault = computed(() => FAULTS.find((name) => name === query.value.get('loi')));
  const problems = createLoaded(() => ask(getProblems, { params }));
  const agencies = createLoaded(async () => (await ask(listAgencies, { params })).agencies);
  const rows = createLoaded(async () => {
    const kind = fault.value;
    if (!kind) return undefined;
    const request = { params: { ...params, fault: kind }, query: { page: String(page.value) } };
    const found = await ask(listProblemRows, request);
    // The last page may have been mended away.
    if (found.rows.length > 0 || found.page === 1) return found;
    page.value = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
    return ask(listProblemRows, { ...request, query: { page: String(page.value) } });
  });
  const load = () => Promise.all([problems.load(), fault.value ? rows.load() : undefined]);

  async function finished(result: CorrectionResult, row?: ProblemRowShown) {
    isUndone.value = false;
    done.value = row ? { result, row } : { result };
    await load();
    return result;
  }

  const fileId = () => problems.value.value?.fileId ?? '';
  const newest = computed(() =>
    problems.value.value?.corrections.find(({ undoneAt }) => undoneAt === null),
  );

  return {
    params,
    ask,
    problems,
    agencies,
    rows,
    page,
    fault,
    typed,
    done,
    isUndone,
    newest,
    fileId,
    finished,
    load: () => Promise.all([load(), agencies.load()]),
    open(kind: Fault | undefined) {
      page.value = 1;
      setQuery({ loi: kind });
      return kind ? rows.load() : Promise.resolve();
    },
    turnTo(next: number) {
      page.value = next;
      return rows.load();
    },
    type(rowNumber: number, column: number, value: string) {
      const before = typed.value[rowNumber] ?? {};
      typed.value = { ...typed.value, [rowNumber]: { ...before, [column]: value } };
    },
    save: createAct(async (row: ProblemRowShown) => {
      const cells = Object.entries(typed.value[row.rowNumber] ?? {}).map(([column, value]) => ({
        column: Number(column),
        value,
      }));
      if (cells.length === 0) return undefined;
      const rowParams = { ...params, rowNumber: String(row.rowNumber) };
      const body = { fileId: fileId(), revision: row.revision, cells };
      const result = await ask(correctRow, { params: rowParams, body });
      const { [row.rowNumber]: _, ...unsaved } = typed.value;
      typed.value = unsaved;
      return finished(result, row);
    }),
    note: createAct(async (row: ProblemRowShown, note: string) => {
      const rowParams = { ...params, rowNumber: String(row.rowNumber) };
      await ask(noteProblemRow, { params: rowParams, body: { fileId: fileId(), note } });
      await load();
    }),
    upload: createAct(async (file: File) =>
      finished(await ask(uploadProblemRows, { params }, file)),
    ),
    again: createAct(async () =>
      finished(await ask(correctAgain, { params, body: { fileId: fileId() } })),
    ),
    undo: createAct(async (correctionId: string) => {
      await ask(undoCorrection, { params, body: { correctionId } });
      done.value = undefined;
      isUndone.value = true;
      await load();
    }),
  };
}
