/** 256 bits, made on the device; the server learns it once and keeps its hash. */
export const newDeviceKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
