import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { treeHash } from '#sampling/frame/merkle.ts';
import { openText } from '../../db/sealed-text.ts';

/** What is behind a pseudonym at the freeze. */
export interface BehindUnit {
  readonly unitId: string;
  readonly stratum: string;
  readonly agencyCode: string;
  /** The person's identity under the campaign's identity key. */
  readonly sealed: Uint8Array;
  readonly code: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  readonly returnedOn: string | null;
}

/**
 * Commits to the person, the contact data and the dossier behind a pseudonym: HMAC-SHA-256 under a key made
 * from the campaign's identity key. Nobody without it can try names; after the erasure nobody can.
 */
export function commitmentsUnder(identityKey: Buffer): (unit: BehindUnit) => Buffer {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', identityKey, '', 'sipas frame commitment', 32)),
  );
  return ({ sealed, ...unit }) =>
    createHmac('sha256', key)
      .update(
        JSON.stringify([
          unit.unitId,
          unit.stratum,
          unit.agencyCode,
          openText(identityKey, sealed),
          unit.code,
          unit.procedureCode,
          unit.procedureName,
          unit.returnedOn,
        ]),
      )
      .digest();
}

export interface CommittedUnit {
  readonly unitId: string;
  readonly commitment: Uint8Array;
}

/** Root over all commitments in the order of the pseudonyms, as an RFC 6962 tree. */
export const commitmentsRoot = (units: readonly CommittedUnit[]): string =>
  treeHash(
    units
      .toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))
      .map(({ unitId, commitment }) => Buffer.concat([Buffer.from(`${unitId}\t`), commitment])),
  );
