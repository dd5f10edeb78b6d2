import type { Replied } from '#contract/endpoint.ts';
import type { HamletPlace } from '#contract/hamlet-places.ts';
import type { Slot } from '#contract/visit-rules.ts';
import { LAST_OUTCOMES } from '#contract/visit-rules.ts';
import type * as visits from '#contract/visits.ts';
import type { DeviceStore } from './device-store.ts';
import { draftName } from './visit-draft.ts';

/** What an interviewer's telephone holds under the PIN's key. */
export interface VisitBook {
  readonly deviceId: string;
  readonly deviceKey: string;
  /** As the server last told; null before the first contact. */
  readonly round: Omit<Replied<typeof visits.syncVisits>, 'cases' | 'refused'> | null;
  readonly cases: readonly visits.VisitCase[];
  /** Milliseconds of the last contact. */
  readonly contactAt: number | null;
  /** Of the server's clock before the device's, as the last contact told. */
  readonly clockAhead: number;
  /** Keys of hamlets in the order of the day, as the interviewer has put them. */
  readonly hamlets: readonly string[];
  /** Where hamlets are, as was noted here and not handed in yet; absent in a book of an earlier version. */
  readonly newPlaces?: readonly HamletPlace[];
}

/** A case with what was noted here and not handed in yet. */
export interface ShownCase extends visits.VisitCase {
  readonly isBegun: boolean;
}

/** Open cases: without those that are sealed, ended or closed on this device. */
export async function openCasesOf(store: DeviceStore, book: VisitBook): Promise<ShownCase[]> {
  const { parcels, notes, secrets } = await store(async (access) => ({
    parcels: await access.all('parcel'),
    notes: await access.all('note'),
    secrets: await access.all('secret'),
  }));
  const done = new Set(parcels.map(({ caseId }) => caseId));
  const noted = new Map<string, visits.VisitAttempt[]>();
  for (const note of notes) {
    if ('closing' in note) done.add(note.closing);
    else {
      const { caseId, outcome } = note.attempt;
      if (LAST_OUTCOMES.includes(outcome)) done.add(caseId);
      noted.set(caseId, [...(noted.get(caseId) ?? []), note.attempt]);
    }
  }
  const begun = new Set(secrets.map(({ key }) => key));
  return book.cases
    .filter(({ caseId }) => !done.has(caseId))
    .map((known) => {
      const unsent = noted.get(known.caseId) ?? [];
      const slots: Slot[] = unsent.map(({ day, part }) => ({ day, part }));
      return {
        ...known,
        attempts: [...known.attempts, ...slots],
        // A later visit replaces an appointment, or ends it.
        appointment: unsent.length > 0 ? unsent[unsent.length - 1]!.appointment : known.appointment,
        isBegun: begun.has(draftName(known.caseId)),
      };
    });
}
