import { MOST_NOTES } from '#contract/visit-rules.ts';
import { serverNow } from '../../clock.ts';
import type { DeviceStore } from './device-store.ts';
import { countParcels } from './device-store.ts';
import { syncVisits } from './field-calls.ts';
import type { VaultKey } from './vault.ts';
import { conceal, DAY, postponeWipe } from './vault.ts';
import type { VisitBook } from './visit-book.ts';

/** Hands in attempts and closings, each until the server has it, and brings the assignments as they are now. */
export async function syncBook(
  store: DeviceStore,
  key: VaultKey,
  book: VisitBook,
): Promise<{ book: VisitBook; refused: number }> {
  let refused = 0;
  for (;;) {
    const notes = (await store((access) => access.all('note'))).slice(0, MOST_NOTES);
    const {
      cases,
      refused: notTaken,
      ...round
    } = await syncVisits({
      deviceKey: book.deviceKey,
      ...(await countParcels(store)),
      attempts: notes.flatMap((note) => ('attempt' in note ? [note.attempt] : [])),
      places: book.newPlaces?.slice(0, MOST_NOTES) ?? [],
      closings: notes.flatMap((note) => ('closing' in note ? [note.closing] : [])),
    });
    refused += notTaken.length;
    const next = {
      ...book,
      newPlaces: [],
      round,
      cases,
      contactAt: serverNow(),
      clockAhead: serverNow() - Date.now(),
    };
    const record = await conceal(key, 'book', next);
    await store(async (access) => {
      for (const note of notes) await access.remove('note', note.key);
      await access.put('secret', record);
      await forgetOthers(access, cases);
    });
    await postponeWipe(store, wipeTime(round));
    if (notes.length < MOST_NOTES) return { book: next, refused };
  }
}

/** Interviews that were begun about people who are not assigned any more. */
async function forgetOthers(
  access: Parameters<Parameters<DeviceStore>[0]>[0],
  cases: VisitBook['cases'],
): Promise<void> {
  const names = new Set(['book', ...cases.map(({ caseId }) => `draft ${caseId}`)]);
  for (const { key } of await access.all('secret'))
    if (!names.has(key)) await access.remove('secret', key);
}

/** So many days after the contact, and never later than the end of the last day on which anything may arrive. */
function wipeTime({ terms, campaign }: NonNullable<VisitBook['round']>): number {
  const end = Date.parse(`${campaign.graceTo}T17:00:00Z`);
  return Date.now() + Math.min(terms.deviceDays * DAY, end - serverNow());
}
