import { computed, signal } from '@preact/signals';
import type { ListFile } from '#contract/list-import.ts';
import { cancelImport, getList, importList } from '#contract/list-import.ts';
import type { Column, ColumnRole, ListPreview } from '#contract/list-preview.ts';
import { previewList } from '#contract/list-preview.ts';
import { COLUMN_ROLES } from '#contract/list-words.ts';
import { Refusal } from '../../../api.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';
import type { Understood } from './sheet-choices.ts';
import { chosenColumns, createSheetChoices } from './sheet-choices.ts';

const POLL_MS = 700;
export type ColumnCheckModel = ReturnType<typeof createColumnCheck>;
type FileParams = { campaignId: string; agencyCode: string; fileId: string };
type Chosen = Readonly<Record<number, Understood>>;

/** A list between upload and import: our guess of each column, the user's corrections, the progress. */
export function createColumnCheck(
  ask: Ask,
  params: FileParams,
  wait: (ms: number) => Promise<void> = pause,
) {
  const headingRow = signal<string | undefined>(undefined);
  const following = createImport(ask, params, wait);
  const { file, follow } = following;
  const chosen = signal<Chosen>({});
  /** A person has compared the letters of a list in an old font with how they are read. */
  const isFontRight = signal(false);
  /** Whether days that look turned round are to be turned back; undefined until somebody has said. */
  const swappedDays = signal<'repair' | 'keep' | undefined>(undefined);
  const preview = createLoaded<ListPreview>(async () => {
    const next = await ask(previewList, { params, query: { headingRow: headingRow.value } });
    chosen.value = Object.fromEntries(
      next.columns.map((column) => [column.index, column.role ?? '']),
    );
    return next;
  });
  const sheets = createSheetChoices(preview.value);
  const twice = computed(() => rolesUsedTwice(Object.values(chosen.value)));

  return {
    preview,
    chosen,
    ...following,
    twice,
    isFontRight,
    swappedDays,
    /** Roles without which the list cannot be read, and that no column has. */
    missing: computed(() =>
      stillMissing(preview.value.value, chosen.value).filter(
        (role) => role !== 'agencyCode' || sheets.agencyFrom.value === undefined,
      ),
    ),
    sheets,
    /** Columns that nobody needs so far; that of the row numbers says nothing. */
    unused: computed(() => unusedColumns(preview.value.value, chosen.value)),
    choose(index: number, role: Understood) {
      chosen.value = { ...chosen.value, [index]: role };
    },
    open() {
      preview.load();
      follow.run();
    },
    async headingsAt(row: number) {
      headingRow.value = String(row);
      await preview.load();
    },
    /** A held list has been decided upon: its import continues. */
    continue(next: ListFile) {
      file.value = next;
      return follow.run();
    },
    start: createAct(async () => {
      const font = isFontRight.value ? preview.value.value?.legacyFont : undefined;
      const body = {
        headingRows: preview.value.value?.headingRows ?? [],
        columns: chosenColumns(chosen.value),
        ...sheets.body(chosenColumns(chosen.value)),
        ...(font && { legacyFont: font.name }),
        ...(swappedDays.value && { swappedDays: swappedDays.value }),
      };
      file.value = await ask(importList, { params, body });
      return follow.run();
    }),
  };
}

/** The file's state on the server, while and after it is read. */
function createImport(ask: Ask, params: FileParams, wait: (ms: number) => Promise<void>) {
  const file = signal<ListFile | undefined>(undefined);
  /** The last look was in vain: no network, no server, or nobody signed in. */
  const isAway = signal(false);
  let isClosed = false;

  async function look(): Promise<ListFile | undefined> {
    try {
      const found = await ask(getList, { params });
      isAway.value = false;
      return found;
    } catch (error) {
      if (!mayPass(error)) throw error;
      isAway.value = true;
      return undefined;
    }
  }

  /** Follows an import to its end; leaving the screen only stops the looking. */
  const follow = createAct(async () => {
    file.value ??= await ask(getList, { params });
    while (file.value.state === 'importing') {
      await wait(POLL_MS);
      if (isClosed) break;
      const next = await look();
      // What was cancelled meanwhile is not being read any more.
      if (next && file.value.state === 'importing') file.value = next;
    }
    return file.value;
  });

  /** The list before this one stays in force, and this one can be read again. */
  const cancel = createAct(async () => {
    file.value = await ask(cancelImport, { params });
  });
  return {
    file,
    isAway,
    follow,
    cancel,
    close() {
      isClosed = true;
    },
  };
}

/** A restart of the server and an ended session pass as a lost network does; any other refusal stays. */
const mayPass = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Refusal && (error.status >= 500 || error.code === 'not_signed_in'));

const unusedColumns = (preview: ListPreview | undefined, chosen: Chosen): Column[] =>
  (preview?.columns ?? []).filter(
    ({ index, heading }) => chosen[index] === '' && !ROW_NUMBERS.test(heading.trim()),
  );

const ROW_NUMBERS = /^(?:s?tt|số (?:tt|thứ tự)|no\.?|#)$/iu;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function rolesUsedTwice(roles: readonly Understood[]): ColumnRole[] {
  return COLUMN_ROLES.filter((role) => roles.filter((used) => used === role).length > 1);
}

/** Roles that the server misses or that were guessed before, and that no chosen column has. */
function stillMissing(preview: ListPreview | undefined, chosen: Chosen): ColumnRole[] {
  const given = new Set(Object.values(chosen));
  if (!preview) return [];
  const guessed = new Set(preview.columns.map((column) => column.role));
  const needed = [...NEEDED, ...preview.missing];
  return [...new Set(needed)].filter(
    (role) => !given.has(role) && (preview.missing.includes(role) || guessed.has(role)),
  );
}

const NEEDED: readonly ColumnRole[] = ['dossierCode', 'ownerName', 'returnedOn'];

/** A, B, … Z, AA: as the spreadsheet shows it. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26);
  return (before > 0 ? columnLetter(before - 1) : '') + String.fromCharCode(65 + (index % 26));
}
