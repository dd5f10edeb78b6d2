import { fromHex, sha256, toHex } from './sha256.ts';

/**
 * Commitment to a secret such as the sealed key of a rolling draw: SHA-256 of its bytes, 64
 * lower-case hex digits, to be published before anybody can profit from the secret. The secret
 * needs 16 random bytes or more, or it can be guessed. Source: Blum (1983), hash commitment.
 */
export const commitTo = (secret: Uint8Array): string => toHex(sha256(secret));

/**
 * Whether a revealed secret is the one committed to.
 * @param commitment 64 hex digits as published
 * @param secret the revealed bytes
 * Blum (1983), hash commitment.
 */
export const opensCommitment = (commitment: string, secret: Uint8Array): boolean =>
  commitTo(secret) === commitment;

/**
 * Whether the beacon of a seed, `drand:<chain>:<round>:<randomness>`, carries the randomness of the
 * round's signature: randomness = SHA-256(signature). That the signature is the chain's own is for
 * drand's verifier to say. Source: drand specification, randomness derivation.
 * @param signatureHex signature of the round, hex digits
 * drand specification (2020).
 */
export function isBeaconOf(beacon: string, signatureHex: string): boolean {
  const [kind, , , randomness] = beacon.split(':');
  if (kind !== 'drand' || !/^([0-9a-f]{2})+$/.test(signatureHex)) return false;
  return randomness === toHex(sha256(fromHex(signatureHex)));
}
