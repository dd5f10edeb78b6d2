import type { Deps } from '../deps.ts';

/**
 * A dossier's pseudonym in the public frame: 80 bits of a keyed hash. Nobody without the key can tell the
 * dossier from it, and the same list gives the same frame in every repetition.
 */
export const pseudonymOf = (
  secrets: Deps['secrets'],
  campaignId: string,
  dossierCode: string,
): string =>
  secrets.keyed('frame-pseudonym', `${campaignId}${dossierCode}`).toString('hex').slice(0, 20);
