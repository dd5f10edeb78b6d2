import type { SignedCounts } from '#contract/acceptance.ts';
import { decideOnList, getAcceptance, signList } from '#contract/acceptance.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type AcceptanceModel = ReturnType<typeof createAcceptance>;

/** Signing by the agency, accepting or returning by Home Affairs; every answer is the new standing. */
export function createAcceptance(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const acceptance = createLoaded(() => ask(getAcceptance, { params }));
  return {
    acceptance,
    load: acceptance.load,
    sign: createAct(async (signerPosition: string, counts: SignedCounts) => {
      try {
        return await ask(signList, { params, body: { signerPosition, counts } });
      } catch (error) {
        await acceptance.load();
        throw error;
      }
    }),
    decide: createAct((kind: 'accepted' | 'returned', note: string) =>
      ask(decideOnList, { params, body: { kind, ...(note && { note }) } }),
    ),
  };
}
