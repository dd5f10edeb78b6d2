import { SamplingError } from '../errors.ts';

/** How far calibrated weights may move, and by which measure. */
export type CalibrationDistance =
  | Readonly<{ method: 'linear' }>
  | Readonly<{ method: 'raking' }>
  | Readonly<{ method: 'logit'; bounds: readonly [least: number, greatest: number] }>;

/** The weight factor F(u) of a unit with linear predictor u = x'λ, and its slope. */
export type FactorFunction = (u: number) => Readonly<{ factor: number; slope: number }>;

function boundedLogit(least: number, greatest: number): FactorFunction {
  if (!(least < 1 && greatest > 1 && least >= 0))
    throw new SamplingError('InvalidBounds', 'Weight factors must be bounded around 1.', {
      bounds: [least, greatest],
    });
  const range = greatest - least;
  const steepness = range / ((1 - least) * (greatest - 1));
  return (u) => {
    const decay = Math.exp(-steepness * u);
    const factor =
      (least * (greatest - 1) * decay + greatest * (1 - least)) /
      ((greatest - 1) * decay + 1 - least);
    if (!Number.isFinite(factor)) return { factor: least, slope: 0 };
    return { factor, slope: (steepness * (factor - least) * (greatest - factor)) / range };
  };
}

/** F of Deville & Särndal (1992, table 1): cases 1 (linear), 2 (raking) and 6 (bounded logit). */
export function factorFunction(distance: CalibrationDistance): FactorFunction {
  switch (distance.method) {
    case 'linear':
      return (u) => ({ factor: 1 + u, slope: 1 });
    case 'raking':
      return (u) => ({ factor: Math.exp(u), slope: Math.exp(u) });
    case 'logit':
      return boundedLogit(...distance.bounds);
  }
}
