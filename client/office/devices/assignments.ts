import { signal } from '@preact/signals';
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

/** Who visits which hamlet; nobody about their own agency. */
export function createAssignments(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const assignments = createLoaded(() => ask(readAssignments, { params }));
  const staffId = signal('');
  const done = signal<number | undefined>(undefined);
  return {
    assignments,
    /** Empty: not chosen yet. */
    staffId,
    done,
    load: assignments.load,
    assign: createAct(async (part: Part) => {
      done.value = undefined;
      const body = { ...part, staffId: staffId.value === NOBODY ? null : staffId.value };
      done.value = (await ask(assignVisits, { params, body })).cases;
      await assignments.load();
    }),
  };
}
