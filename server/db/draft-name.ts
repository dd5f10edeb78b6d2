import { hkdfSync } from 'node:crypto';

/** What `draftName` of the contract gives on a phone, in 15 µs: WebCrypto takes 150 here and a thread. */
export const draftNameOf = (token: string): string =>
  Buffer.from(hkdfSync('sha256', token.toUpperCase(), 'SIPAS-DRAFT/1', 'name', 16)).toString('hex');
