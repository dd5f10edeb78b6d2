import * as z from 'zod/mini';

export const STAGES = [
  'draft',
  'frame_open',
  'frame_frozen',
  'drawn',
  'collecting',
  'closed',
  'published',
] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.output<typeof Stage>;
