import { signal } from '@preact/signals';

/** The browser sends the parcel by itself once there is network, also where this page has been closed. */
export const isSentLater = signal(false);

/** Of the Background Synchronization draft (WICG); Firefox and Safari have none. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

export async function sendInBackground(): Promise<void> {
  const { sync } = (await navigator.serviceWorker.ready) as WithSync & ServiceWorkerRegistration;
  await sync?.register('parcels');
  isSentLater.value = sync !== undefined;
}
