import * as z from 'zod/mini';
import { Figure, Share } from './figures.ts';
import { Text } from './questionnaire.ts';
import { Count, Sha256 } from './scalars.ts';

/** Of one grouping, category by category; a category that is withheld has no figures. */
export const GroupTable = z.object({
  /** A trait of the dossier or the door, or a question about the person. */
  grouping: z.string(),
  /** The question's; the page names the traits. */
  label: z.nullable(Text),
  categories: z.array(
    z.object({ category: z.string(), label: z.nullable(Text), figures: z.array(Figure) }),
  ),
});
export type GroupTable = z.output<typeof GroupTable>;

/** Answers of the whole province to a question outside the index. */
export const AnswerTable = z.object({
  question: z.string(),
  label: Text,
  respondents: Count,
  step: z.number(),
  answers: z.array(
    z.object({
      value: z.int(),
      label: Text,
      share: Share,
      low: z.nullable(Share),
      high: z.nullable(Share),
    }),
  ),
});
export type AnswerTable = z.output<typeof AnswerTable>;

/** What the count folded, as the tabulation plan names it. */
export const GroupTables = z.object({
  /** Fewer respondents than this are no group. */
  fewest: Count,
  /** Of the tabulation plan; none where the sample plan is older than such plans. */
  sha256: z.nullable(Sha256),
  tables: z.array(GroupTable),
  answers: z.array(AnswerTable),
});
export type GroupTables = z.output<typeof GroupTables>;
