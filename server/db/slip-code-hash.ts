interface Keyed {
  keyed(purpose: 'slip-code', message: string): Buffer;
}

/** Keyed, because a plain hash of 50 bits is undone by trying all codes. */
export const slipCodeHash = (secrets: Keyed, code: string): string =>
  secrets.keyed('slip-code', `hash|${code}`).toString('hex');
