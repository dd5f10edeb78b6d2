import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import type { Room, ToldShare } from '../answers/room.ts';
import { narrowByBand, narrowByFigure } from '../answers/room.ts';
import type { LeavingFigure } from './leaving-figure.ts';
import { BAND_FROM, meanStepOf } from './precision.ts';

const pair = (exact: number | null, printed: number | null): ToldShare | null =>
  exact === null || printed === null ? null : { exact, told: printed };

/** Narrows `room` to the answers under which this figure would leave as it does. */
export function narrowByTold(
  room: Room,
  values: number,
  answers: number,
  exact: NodeFigure,
  leaving: LeavingFigure,
): void {
  if (exact.index === null) return;
  if (leaving.band) {
    const [from, to] = leaving.band === 'above_90' ? [BAND_FROM, 1] : [0, 1 - BAND_FROM];
    narrowByBand(room, values, { answers, exact: exact.index, from, to });
  }
  if (leaving.index === null || leaving.step === null) return;
  const { mean, meanLow, meanHigh } = leaving;
  const centre =
    meanLow !== null && meanHigh !== null && meanLow > 1 && meanHigh < values
      ? (meanLow + meanHigh) / 2
      : null;
  narrowByFigure(room, values, {
    answers,
    step: leaving.step,
    meanStep: meanStepOf(leaving.step),
    index: { exact: exact.index, told: leaving.index },
    low: pair(exact.low, leaving.low),
    high: pair(exact.high, leaving.high),
    mean: mean === null || exact.mean === null ? null : { exact: exact.mean, told: mean, centre },
    distribution: (exact.distribution ?? []).map((share, value) => ({
      exact: share,
      told: leaving.distribution?.[value] ?? share,
    })),
  });
}
