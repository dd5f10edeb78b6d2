import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import type { PrintedShare, Slack } from '../answers/slack.ts';
import { narrowByBand, narrowByFigure } from '../answers/slack.ts';
import type { LeavingFigure } from './leaving-figure.ts';
import { BAND_FROM, meanStepOf } from './precision.ts';

const pair = (exact: number | null, printed: number | null): PrintedShare | null =>
  exact === null || printed === null ? null : { exact, printed };

/** Narrows `slack` to the answers under which this figure would leave as it does. */
export function narrowByPrinted(
  slack: Slack,
  values: number,
  answers: number,
  exact: NodeFigure,
  leaving: LeavingFigure,
): void {
  if (exact.index === null) return;
  if (leaving.band) {
    const [from, to] = leaving.band === 'above_90' ? [BAND_FROM, 1] : [0, 1 - BAND_FROM];
    narrowByBand(slack, values, { answers, exact: exact.index, from, to });
  }
  if (leaving.index === null || leaving.step === null) return;
  const { mean, meanLow, meanHigh } = leaving;
  const centre =
    meanLow !== null && meanHigh !== null && meanLow > 1 && meanHigh < values
      ? (meanLow + meanHigh) / 2
      : null;
  narrowByFigure(slack, values, {
    answers,
    step: leaving.step,
    meanStep: meanStepOf(leaving.step),
    index: { exact: exact.index, printed: leaving.index },
    low: pair(exact.low, leaving.low),
    high: pair(exact.high, leaving.high),
    mean:
      mean === null || exact.mean === null ? null : { exact: exact.mean, printed: mean, centre },
    distribution: (exact.distribution ?? []).map((share, value) => ({
      exact: share,
      printed: leaving.distribution?.[value] ?? share,
    })),
  });
}
