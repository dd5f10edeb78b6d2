import type { NodeFigure } from '../../satisfaction-index/node-figures.ts';
import type { Room, ToldShare } from '../answers/room.ts';
import { narrowByBand, narrowByFigure } from '../answers/room.ts';
import type { LeavingFigure } from './leaving-figure.ts';
import { BAND_FROM, meanStepOf } from './precision.ts';

const pair = (exact: number | null, told: number | null): ToldShare | null =>
  exact === null || told === null ? null : { exact, told };

/** Narrows `room` to the answers under which this figure would leave as it does. */
export function narrowByTold(
  room: Room,
  values: number,
  answers: number,
  exact: NodeFigure,
  told: LeavingFigure,
): void {
  if (exact.index === null) return;
  if (told.band) {
    const [from, to] = told.band === 'above_90' ? [BAND_FROM, 1] : [0, 1 - BAND_FROM];
    narrowByBand(room, values, { answers, exact: exact.index, from, to });
  }
  if (told.index === null || told.step === null) return;
  const { mean, meanLow, meanHigh } = told;
  const centre =
    meanLow !== null && meanHigh !== null && meanLow > 1 && meanHigh < values
      ? (meanLow + meanHigh) / 2
      : null;
  narrowByFigure(room, values, {
    answers,
    step: told.step,
    meanStep: meanStepOf(told.step),
    index: { exact: exact.index, told: told.index },
    low: pair(exact.low, told.low),
    high: pair(exact.high, told.high),
    mean: mean === null || exact.mean === null ? null : { exact: exact.mean, told: mean, centre },
    distribution: (exact.distribution ?? []).map((share, value) => ({
      exact: share,
      told: told.distribution?.[value] ?? share,
    })),
  });
}
