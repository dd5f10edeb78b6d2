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
