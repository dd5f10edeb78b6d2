import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { rangeWords, respondentsOf } from '../../ui/FigureWords.tsx';
import { figureOf, figureWords, nodeLabel } from '../../ui/figures.ts';
import { roundedShare } from '../../ui/words.ts';

/** Lines VIII.1.1 to VIII.1.5 of the self-assessment are the five factors, in the order of the form (domain.md 3.1). */
const FACTORS = ['access', 'procedure', 'officer', 'result', 'feedback'] as const;

export interface AssessmentLine {
  readonly number: string;
  readonly factor: string;
  /** The figure as the screen shows it, or the word in its place. */
  readonly figure: string;
  readonly range: string;
  readonly respondents: string;
}

/** The factors of a domain as lines of PAR INDEX VIII.1; one that the form does not ask has none. */
export function assessmentLines({ nodes }: Results, domain: Domain): AssessmentLine[] {
  return FACTORS.flatMap((code, place) => {
    const node = nodes.find((known) => known.code === code);
    if (!node) return [];
    const figure = figureOf(domain, code);
    const words = figureWords(figure);
    return {
      number: `VIII.1.${place + 1}`,
      factor: nodeLabel(node),
      figure:
        typeof words === 'string' ? t(`figure.${words}`) : roundedShare(words.index, words.step),
      range: rangeWords(figure),
      respondents: typeof words === 'string' ? '' : respondentsOf(figure),
    };
  });
}

/** With tabs between cells, so that Word and Excel take them as a table. */
export const copyableLines = (lines: readonly AssessmentLine[], evidence: string): string =>
  [
    [t('par_index.number'), t('par_index.factor'), t('par_index.figure')]
      .concat([t('par_index.range'), t('par_index.respondents'), t('par_index.evidence')])
      .join('\t'),
    ...lines.map(({ number, factor, figure, range, respondents }) =>
      [number, factor, figure, range, respondents, evidence].join('\t'),
    ),
  ].join('\n');

/** Dimensions of PAPI that criteria of the form touch (domain.md 3.2): a view, never a prediction. */
export const PAPI_DIMENSIONS = [
  'transparency',
  'participation',
  'accountability',
  'procedures',
  'delivery',
] as const;
export type PapiDimension = (typeof PAPI_DIMENSIONS)[number];

const BY_NUMBER: readonly (readonly [from: number, to: number, dimension: PapiDimension])[] = [
  [1, 2, 'transparency'],
  [3, 4, 'participation'],
  [6, 11, 'delivery'],
  [27, 33, 'procedures'],
  [37, 39, 'accountability'],
];

/** By the criterion's number in the form; null where PAPI asks nothing of the kind. */
export function papiDimension(question: string | null): PapiDimension | null {
  const number = Number(/^9\.(\d+)$/.exec(question ?? '')?.[1] ?? Number.NaN);
  return BY_NUMBER.find(([from, to]) => number >= from && number <= to)?.[2] ?? null;
}
