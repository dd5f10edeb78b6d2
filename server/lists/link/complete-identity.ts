import type { Contact } from '../decide/application.ts';
import type { Identity } from './identity.ts';
import type { IdentityKeys } from './identity-keys.ts';
import { identityKeys, isCitizenNumber } from './identity-keys.ts';

/** What one dossier says of its owner, and the hashes by which the owner is told from others. */
export interface Said {
  readonly identity: Identity;
  readonly keys: IdentityKeys;
  /** The phone is an intermediary's: it reaches somebody else. */
  readonly hasSharedPhone: boolean;
}

export const saidBy = (key: Buffer, contact: Contact): Said => ({
  identity: identityOf(contact),
  keys: identityKeys(key, contact),
  hasSharedPhone: false,
});

export function identityOf({ kind: _, birth, idNumber: __, ...contact }: Contact): Identity {
  return { ...contact, birthYear: birth.year };
}

/** What the chosen dossier (the first) leaves out about its person, another one may say. */
export function completeIdentity(all: readonly Said[]): Said {
  const chosen = all[0]!;
  if (all.length === 1) return chosen;
  const identities = all.map(({ identity }) => identity);
  const first = chosen.identity;
  const reach =
    identities.find(({ hamlet }) => hamlet) ?? identities.find(({ address }) => address);
  const said = <K extends keyof Identity>(field: K) =>
    identities.find((identity) => identity[field] !== null)?.[field] ?? null;
  const named = all.find(({ keys }) => isMarked(keys) && keys.bare === chosen.keys.bare) ?? chosen;
  const phoned =
    all.find(({ keys, hasSharedPhone }) => keys.phone !== 0 && !hasSharedPhone) ??
    all.find(({ keys }) => keys.phone !== 0);
  return {
    identity: {
      ...first,
      fullName: named.identity.fullName,
      birthYear: said('birthYear') as number | null,
      sex: said('sex') as string | null,
      phone: phoned?.identity.phone ?? null,
      address: first.hamlet ? first.address : (reach?.address ?? null),
      hamlet: first.hamlet ?? reach?.hamlet ?? null,
      representative: said('representative') as string | null,
    },
    keys: {
      ...chosen.keys,
      name: named.keys.name,
      phone: phoned?.keys.phone ?? 0,
      id: idOf(all),
      birth: all.find(({ keys }) => keys.birth !== 0)?.keys.birth ?? 0,
    },
    hasSharedPhone: phoned?.hasSharedPhone ?? false,
  };
}

/** Of two spellings of one name the one with its marks stands on the slip. */
const isMarked = ({ name, bare }: IdentityKeys) => name !== bare;

/** The citizen's number of today before one of nine digits. */
function idOf(all: readonly Said[]): number {
  const ids = all.map(({ keys }) => keys.id).filter((id) => id !== 0);
  return ids.find(isCitizenNumber) ?? ids[0] ?? 0;
}
