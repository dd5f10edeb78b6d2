// Truth: Web Background Synchronization (WICG): only a browser that has taken the tag sends with the page closed.
import { afterEach, expect, test, vi } from 'vitest';
import { isSentLater, sendInBackground } from '../../../client/respond/background-sync.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  isSentLater.value = false;
});
const browserWith = (registration: object) =>
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve(registration) } });

test('the page says that answers go by themselves only where the browser has taken that on', async () => {
  browserWith({});
  await sendInBackground();
  expect(isSentLater.value).toBe(false);
  browserWith({ sync: { register: () => Promise.reject(new Error('private window')) } });
  await expect(sendInBackground()).rejects.toThrow('private window');
  expect(isSentLater.value).toBe(false);
  const register = vi.fn(async () => undefined);
  browserWith({ sync: { register } });
  await sendInBackground();
  expect(register).toHaveBeenCalledWith('parcels');
  expect(isSentLater.value).toBe(true);
});
