import { language } from '../../i18n.ts';

/** The public addresses; each is a page of its own and a link that can be printed. */
export type Address =
  | { kind: 'campaigns' }
  | { kind: 'results'; campaignId: string }
  | { kind: 'agency'; campaignId: string; agencyCode: string }
  | { kind: 'check' }
  | { kind: 'draw'; campaignId: string };

export function parseAddress(path: string): Address {
  const [, section, campaignId, agencyCode] = path.split('/');
  if (section === 'kiem-tra') return campaignId ? { kind: 'draw', campaignId } : { kind: 'check' };
  if (campaignId && agencyCode) return { kind: 'agency', campaignId, agencyCode };
  return campaignId ? { kind: 'results', campaignId } : { kind: 'campaigns' };
}

export const resultsPath = (campaignId: string): string => `/ket-qua/${campaignId}`;
/** Where it can be judged whether to believe the figures. */
export const HOW = 'cach-lam';
/** A page of the server, without scripts. */
export const modelsPath = (campaignId: string): string =>
  `/uoc-tinh/${campaignId}${language.value === 'en' ? '?en' : ''}`;
export const drawPath = (campaignId: string): string => `/kiem-tra/${campaignId}`;
export const agencyPath = (campaignId: string, agencyCode: string): string =>
  `${resultsPath(campaignId)}/${encodeURIComponent(agencyCode)}`;
