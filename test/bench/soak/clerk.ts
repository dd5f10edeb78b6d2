import { setTimeout as pause } from 'node:timers/promises';
import { listCampaigns } from '#contract/campaigns.ts';

/** What an office looks at on a day of the collection. */
const screens = (campaignId: string, agencyCode: string): string[] => [
  listCampaigns.path,
  ...['', '/board', '/overview', '/ledger?by=agency', '/paradata', '/doors', '/agencies'].map(
    (screen) => `/api/campaigns/${campaignId}${screen}`,
  ),
  `/api/campaigns/${campaignId}/invitations/${agencyCode}`,
  '/api/activity',
];

export interface Looked {
  looked: number;
  readonly refused: Record<string, number>;
}

/** One clerk of Home Affairs, a screen each two seconds. */
export async function clerkUntil(
  end: number,
  { port, cookie }: { readonly port: number; readonly cookie: string },
  { campaignId, agencyCode }: { readonly campaignId: string; readonly agencyCode: string },
  tally: Looked,
): Promise<void> {
  const paths = screens(campaignId, agencyCode);
  for (let turn = 0; performance.now() < end; turn += 1) {
    const path = paths[turn % paths.length]!;
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } }).catch(
      () => undefined,
    );
    await reply?.arrayBuffer().catch(() => undefined);
    tally.looked += 1;
    if (!reply?.ok) {
      const refusal = `${reply?.status ?? 'cut'} ${path.replace(campaignId, '…')}`;
      tally.refused[refusal] = (tally.refused[refusal] ?? 0) + 1;
    }
    await pause(2000);
  }
}
