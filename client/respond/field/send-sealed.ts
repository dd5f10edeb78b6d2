import type { RoundTerms } from '#contract/devices.ts';
import type { AccessTo } from '../device-database.ts';
import type { VisitStore } from '../visit-store.ts';
import { interviewOf, show } from '../visit-store.ts';
import type { DeviceShelves, DeviceStore, SealedParcel } from './device-store.ts';
import { sealedContent } from './sealed-content.ts';
import type { Delivery, Sealer } from './sealed-outbox.ts';
import { sceneAfter, sealParcel } from './sealed-outbox.ts';

export interface SealingDevice {
  readonly store: DeviceStore;
  readonly sealer: Sealer;
  readonly round: RoundTerms;
  deliver(): Promise<Delivery>;
}

/** The person of the answers: a case, or a slip that the server looks up. `removeDraft` is part of the storing. */
interface SealedFor {
  readonly caseId: string | null;
  readonly slip?: string;
  readonly removeDraft?: (access: AccessTo<DeviceShelves>) => Promise<unknown>;
}

/**
 * Parcel in, draft out, in one transaction: at no moment are the answers in both places or in neither. What
 * cannot be stored stays on the screen, which says so.
 */
export async function sendSealed(
  person: VisitStore,
  { store, sealer, round, deliver }: SealingDevice,
  language: string,
  { caseId, slip, removeDraft }: SealedFor,
): Promise<void> {
  const interview = interviewOf(person);
  if (!interview || person.isWiped) return;
  person.isWiped = true;
  const content = sealedContent(interview.whole(undefined), language, round.mark);
  let parcel: SealedParcel;
  try {
    parcel = await sealParcel(sealer, caseId, { ...content, ...(slip && { slip }) });
    // Answers that are still being written come before.
    await person.storage.transact((access) => access.remove('draft', interview.draft.value.key));
    await store(async (access) => {
      await access.put('parcel', parcel);
      await removeDraft?.(access);
    });
  } catch (error) {
    person.isWiped = false;
    await interview.note({});
    throw error;
  }
  show(person, { kind: 'sending' });
  show(person, await sceneAfter(deliver, parcel));
}
