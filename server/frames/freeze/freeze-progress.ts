import type { FreezeProgress } from '#contract/frozen-frame.ts';

/** How far a freezing has come. Of no use after it, so it is in no table. */
export class FreezeBoard {
  private readonly byCampaign = new Map<string, FreezeProgress>();

  of(campaignId: string): FreezeProgress | null {
    return this.byCampaign.get(campaignId) ?? null;
  }

  note(campaignId: string, progress: FreezeProgress): void {
    this.byCampaign.set(campaignId, progress);
  }

  forget(campaignId: string): void {
    this.byCampaign.delete(campaignId);
  }
}

/** Other requests get their turn, and may ask how far it is. */
export const yieldToOthers = (): Promise<void> => new Promise((done) => setImmediate(done));
