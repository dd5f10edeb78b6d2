/** As the decimal that is printed, 0.83 and never 0.8300000000000001; nothing stays nothing. */
export function roundedTo<T extends number | null>(value: T, step: number): T {
  if (value === null) return value;
  return Number((Math.round((value as number) / step) * step).toFixed(4)) as T;
}
