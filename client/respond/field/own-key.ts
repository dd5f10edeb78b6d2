import type { DeviceStore } from './device-store.ts';

/**
 * 256 bits, made on the device; the server learns it once and keeps its hash. Stored before it is sent: a
 * page that is killed while the code is on its way tries again with the same key, which the server knows.
 */
export function pendingKey(store: DeviceStore): Promise<string> {
  return store(async (access) => {
    const known = await access.get('pending', 'pending');
    const deviceKey = known?.deviceKey ?? newDeviceKey();
    if (!known) await access.put('pending', { key: 'pending', deviceKey });
    return deviceKey;
  });
}

const newDeviceKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
