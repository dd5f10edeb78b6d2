import { downloadFrame } from '#contract/frozen-frame.ts';
import { downloadPlan, downloadSample, downloadSeed } from '#contract/samples.ts';
import { addressOf } from '../../api.ts';

/** The four texts that make a draw repeatable. */
export const DRAW_FILES = ['seed', 'frame', 'plan', 'sample'] as const;
export type DrawFile = (typeof DRAW_FILES)[number];
export type DrawTexts = Readonly<Record<DrawFile, string>>;

const ENDPOINTS = {
  seed: downloadSeed,
  frame: downloadFrame,
  plan: downloadPlan,
  sample: downloadSample,
} as const;

export const addressOfFile = (file: DrawFile, campaignId: string): string =>
  addressOf(ENDPOINTS[file].path, { campaignId });

export const fileNameOf = (file: DrawFile): string =>
  ENDPOINTS[file].path.slice(ENDPOINTS[file].path.lastIndexOf('/') + 1);

/** Columns of the three tables, by which a file is known whatever it is called. */
const COLUMNS: Readonly<Record<number, DrawFile>> = { 2: 'frame', 4: 'plan', 5: 'sample' };

export function kindOf(text: string): DrawFile | undefined {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith('SIPAS-DRAW/') ? 'seed' : COLUMNS[first.split('\t').length];
}
