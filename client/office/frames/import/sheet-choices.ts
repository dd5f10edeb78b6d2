import type { ReadonlySignal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import type {
  AgencySource,
  ColumnRole,
  ListPreview,
  SheetPreview,
} from '#contract/list-preview.ts';

export type Understood = ColumnRole | '';
type Chosen = Readonly<Record<number, Understood>>;

/** Which tabs of a workbook are read, and the columns of those with headings of their own. */
export function createSheetChoices(preview: ReadonlySignal<ListPreview | undefined>) {
  const taken = signal<ReadonlyMap<number, boolean>>(new Map());
  const chosen = signal<ReadonlyMap<number, Chosen>>(new Map());
  const agencyFrom = signal<AgencySource | undefined>(undefined);
  const all = computed(() => preview.value?.sheets ?? []);
  const isTaken = (sheet: number) =>
    taken.value.get(sheet) ?? all.value.find((other) => other.sheet === sheet)?.isTaken ?? false;
  const chosenOf = (sheet: number): Chosen =>
    chosen.value.get(sheet) ?? rolesOf(all.value.find((other) => other.sheet === sheet));
  return {
    all,
    isTaken,
    chosenOf,
    agencyFrom,
    take(sheet: number, isRead: boolean) {
      taken.value = new Map([...taken.value, [sheet, isRead]]);
    },
    choose(sheet: number, index: number, role: Understood) {
      chosen.value = new Map([...chosen.value, [sheet, { ...chosenOf(sheet), [index]: role }]]);
    },
    /** What the server receives; the sheet of the preview leads where it is read. */
    body(columns: readonly { readonly index: number; readonly role: ColumnRole }[]) {
      const leading = preview.value?.sheet;
      const read = all.value.filter(({ sheet }) => isTaken(sheet));
      const sorted = [...read].sort(
        (a, b) => Number(b.sheet === leading) - Number(a.sheet === leading),
      );
      const [first] = sorted;
      const own = agencyFrom.value && { agencyFrom: agencyFrom.value };
      if (all.value.length === 0) return {};
      if (!first) return { sheets: [] };
      const sheets = sorted.map(({ sheet, state, headingRows }) =>
        sheet === leading || FOLLOWS.includes(state)
          ? { sheet }
          : { sheet, headingRows, columns: chosenColumns(chosenOf(sheet)) },
      );
      if (first.sheet === leading) return { sheets, columns: [...columns], ...own };
      const { headingRows } = first;
      return { sheets, headingRows, columns: chosenColumns(chosenOf(first.sheet)), ...own };
    },
  };
}

/** They are read with the columns of the first. */
const FOLLOWS: readonly SheetPreview['state'][] = ['same_headings', 'continued'];

const rolesOf = (sheet: SheetPreview | undefined): Chosen =>
  Object.fromEntries((sheet?.columns ?? []).map(({ index, role }) => [index, role ?? '']));

export const chosenColumns = (chosen: Chosen) =>
  Object.entries(chosen).flatMap(([index, role]) => (role ? [{ index: Number(index), role }] : []));
