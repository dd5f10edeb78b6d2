/** The public addresses; each is a page of its own and a link that can be printed. */
export type Address =
  | { kind: 'campaigns' }
  | { kind: 'results'; campaignId: string }
  | { kind: 'check' }
  | { kind: 'draw'; campaignId: string };

export function parseAddress(path: string): Address {
  const [, section, campaignId] = path.split('/');
  if (section === 'kiem-tra') return campaignId ? { kind: 'draw', campaignId } : { kind: 'check' };
  return campaignId ? { kind: 'results', campaignId } : { kind: 'campaigns' };
}

export const resultsPath = (campaignId: string): string => `/ket-qua/${campaignId}`;
export const drawPath = (campaignId: string): string => `/kiem-tra/${campaignId}`;
