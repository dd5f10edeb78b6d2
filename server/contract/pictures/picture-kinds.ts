import * as z from 'zod/mini';
import { MARKED } from './signs.ts';

/** Every picture of a publication. */
export const PICTURES = [
  'map',
  'boundaries',
  'agencies',
  'heat',
  'spread',
  'lost',
  'funnel',
  'slope',
  'slope_factors',
  'response',
  'response_weeks',
] as const;
export const PictureKind = z.enum(PICTURES);
export type PictureKind = z.output<typeof PictureKind>;

/** A picture as pages show it: the finding in a sentence, the drawing, and the same figures as a table. */
export const PublishedPicture = z.object({
  title: z.string(),
  about: z.string(),
  source: z.string(),
  /** Markup that the server made: no script, no style, every text escaped. */
  svg: z.string(),
  key: z.array(z.object({ mark: z.enum(MARKED), words: z.string() })),
  table: z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())) }),
});
export type PublishedPicture = z.output<typeof PublishedPicture>;
