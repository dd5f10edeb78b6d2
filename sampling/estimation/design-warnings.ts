import type { SampleDesign } from '../weighting/sample-design.ts';
import type { EstimationWarning } from './estimate.ts';

/** What a reader should know about the strata (by position) that an estimate rests on. */
export function designWarnings(
  { strata, groups, groupOf, weights }: SampleDesign,
  touched: readonly number[],
): EstimationWarning[] {
  const codesWhere = (fits: (h: number) => boolean) =>
    touched.filter((h) => groupOf[h]! >= 0 && fits(h)).map((h) => strata[h]!.code);
  const group = (h: number) => groups[groupOf[h]!]!;
  const found: EstimationWarning[] = [
    {
      code: 'collapsed-strata',
      message: 'Strata with too few units of known status were pooled inside their agency.',
      strata: codesWhere((h) => group(h).members.length > 1),
    },
    {
      code: 'uncollapsed-stratum',
      message: 'Fewer than two units of known status even after pooling.',
      strata: codesWhere((h) => !group(h).isEstimable && weights[h]! > 0),
    },
    {
      code: 'unrepresented-strata',
      message: 'Nobody of known status stands for these strata.',
      strata: codesWhere((h) => group(h).known === 0),
    },
  ];
  return found.filter(({ strata: concerned }) => concerned.length > 0);
}
