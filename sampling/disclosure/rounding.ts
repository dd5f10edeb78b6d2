/**
 * An interval of a difference of shares, as printed: it never becomes narrower, nor wider than [−1, 1].
 * @param interval bounds in [−1, 1]
 * @param step of the shares; 0 for shares that were not rounded, whose interval is rounded to a tenth of a percent
 * Hundepool et al. (2012): rounding.
 */
export function roundedOutwards(
  { low, high }: Readonly<Record<'low' | 'high', number>>,
  step: number,
): { low: number; high: number } {
  const unit = step || 0.001;
  // A bound that is a multiple of the step but for the last bit stays where it is.
  const units = (bound: number) => Number((bound / unit).toFixed(9));
  return {
    low: Math.max(-1, Number((Math.floor(units(low)) * unit).toFixed(4))),
    high: Math.min(1, Number((Math.ceil(units(high)) * unit).toFixed(4))),
  };
}

/**
 * As the decimal that is printed, 0.83 and never 0.8300000000000001; nothing stays nothing.
 * @param value number to round, in any unit; null stays null
 * @param step in the unit of the value
 * Hundepool et al. (2012): rounding.
 */
export function roundedTo<T extends number | null>(value: T, step: number): T {
  if (value === null) return value;
  return Number((Math.round((value as number) / step) * step).toFixed(4)) as T;
}
