import type { Identity } from '../lists/link/identity.ts';
import { openText, sealText } from './sealed-text.ts';

export type { Identity } from '../lists/link/identity.ts';

export const sealIdentity = (key: Buffer, identity: Identity): Buffer =>
  sealText(key, writtenIdentity(identity));

/** Throws where the key is another one or a byte has changed. */
export const openIdentity = (key: Buffer, sealed: Uint8Array): Identity =>
  readIdentity(openText(key, sealed));

/** What is sealed. */
export function writtenIdentity(identity: Identity): string {
  const fields = [
    identity.fullName,
    identity.birthYear,
    identity.sex,
    identity.phone,
    identity.address,
    identity.hamlet,
    identity.cameName,
    identity.representative,
    identity.birthDay,
    identity.email,
  ];
  while (fields.at(-1) === null) fields.pop();
  return JSON.stringify(fields);
}

export function readIdentity(written: string): Identity {
  const fields = JSON.parse(written) as readonly (string | number | null)[];
  const text = (index: number) => (fields[index] ?? null) as string | null;
  return {
    fullName: text(0) ?? '',
    birthYear: (fields[1] ?? null) as number | null,
    sex: text(2),
    phone: text(3),
    address: text(4),
    hamlet: text(5),
    cameName: text(6),
    representative: text(7),
    birthDay: text(8),
    email: text(9),
  };
}
