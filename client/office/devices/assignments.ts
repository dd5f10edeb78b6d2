import { computed, signal } from '@preact/signals';
import type { Place } from '#contract/hamlet-places.ts';
import { placeHamlet } from '#contract/hamlet-places.ts';
import type { Assignments } from '#contract/visits.ts';
import { assignVisits, readAssignments } from '#contract/visits.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type AssignmentsModel = ReturnType<typeof createAssignments>;
export type Hamlet = Assignments['hamlets'][number];
/** In place of an interviewer: assignments are withdrawn. */
export const NOBODY = 'nobody';
interface Part {
  readonly agencyCode: string;
  readonly hamlet?: string | null;
  readonly serials?: number[];
}

export const keyOf = ({ agencyCode, hamlet }: Part): string => `${agencyCode} ${hamlet ?? ''}`;

/** Who visits which hamlet; nobody about their own agency. */
export function createAssignments(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const assignments = createLoaded(() => ask(readAssignments, { params }));
  const staffId = signal('');
  const agencyCode = signal('');
  const chosen = signal<ReadonlySet<string>>(new Set());
  const done = signal<number | undefined>(undefined);
  const own = computed(
    () =>
      assignments.value.value?.interviewers.find((row) => row.staffId === staffId.value)
        ?.agencyCode,
  );
  const shown = computed(() =>
    (assignments.value.value?.hamlets ?? []).filter(
      (row) => agencyCode.value === '' || row.agencyCode === agencyCode.value,
    ),
  );
  async function give(parts: readonly Part[]): Promise<void> {
    done.value = undefined;
    const to = staffId.value === NOBODY ? null : staffId.value;
    let cases = 0;
    for (const part of parts)
      cases += (await ask(assignVisits, { params, body: { ...part, staffId: to } })).cases;
    done.value = cases;
    chosen.value = new Set();
    await assignments.load();
  }
  return {
    assignments,
    /** Empty: not chosen yet. */
    staffId,
    /** Whose hamlets are shown; empty: all. */
    agencyCode,
    shown,
    /** Of the chosen interviewer, who gets none of its hamlets. */
    own,
    chosen,
    done,
    load: assignments.load,
    toggle(key: string) {
      const next = new Set(chosen.value);
      if (!next.delete(key)) next.add(key);
      chosen.value = next;
    },
    assign: createAct((part: Part) => give([part])),
    assignChosen: createAct(() =>
      give(
        shown.value
          .filter((row) => chosen.value.has(keyOf(row)) && row.agencyCode !== own.value)
          .map((row) => ({ agencyCode: row.agencyCode, hamlet: row.hamlet })),
      ),
    ),
    place: createAct(async (part: { agencyCode: string; hamlet: string; place: Place | null }) => {
      await ask(placeHamlet, { params, body: part });
      await assignments.load();
    }),
  };
}
