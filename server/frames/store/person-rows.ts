import { sealIdentity } from '../../db/sealed-identity.ts';
import type { NewMergedIdentity, NewPerson } from '../../db/tables/persons.ts';
import type { KeyedIdentity } from '../../lists/link/complete-identity.ts';
import { completeIdentity } from '../../lists/link/complete-identity.ts';
import type { Linkable, LinkedDossier } from '../../lists/link/link-dossiers.ts';
import { rulesIn } from '../../lists/link/link-rules.ts';

/** Whose a dossier is, as it says itself. */
export type Owned = Pick<Linkable, 'kind' | 'identified'>;

export interface PersonPlace {
  readonly id: string;
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly fileId: string;
}

/** A person's row in the identity store, from what their dossiers say: the chosen one first. */
export function personRow(key: Buffer, place: PersonPlace, dossiers: readonly Owned[]): NewPerson {
  const person = completeIdentity(dossiers.map(({ identified }) => identified));
  return {
    ...place,
    ...sealedRow(key, dossiers[0]!.kind, person),
    dossiers: dossiers.length,
    hasSharedPhone: person.hasSharedPhone,
  };
}

/** What one of several dossiers says of its owner, kept apart so that the merge can be undone. */
export const mergedIdentityRow = (
  key: Buffer,
  { fileId, rowNumber }: { readonly fileId: string; readonly rowNumber: number },
  { kind, identified }: Owned,
): NewMergedIdentity => ({ fileId, rowNumber, ...sealedRow(key, kind, identified) });

function sealedRow(key: Buffer, kind: Owned['kind'], identified: KeyedIdentity) {
  const { keys, sealed } = identified;
  return {
    kind,
    sealed: sealed ?? sealIdentity(key, identified.identity),
    phoneKey: keys.phone || null,
    idKey: keys.id || null,
    nameKey: keys.name,
    bareKey: keys.bare,
    birthKey: keys.birth || null,
  };
}

/** Why a dossier is another one's owner's too, as it is stored; null where nothing joins it. */
export const linkedBy = ({ rules }: Pick<LinkedDossier<Linkable>, 'rules'>): string | null =>
  rules === 0 ? null : rulesIn(rules).join(',');
