export const WAYS = ['letter', 'sms', 'zalo', 'email', 'call', 'visit'] as const;
export type Way = (typeof WAYS)[number];

interface PlannedWave {
  readonly day: string;
  readonly way: Way;
  readonly isForUnreached: boolean;
}

/** A wave as the list of changed terms keeps it. */
export const waveValue = ({ day, way, isForUnreached }: PlannedWave): string =>
  [day, way, ...(isForUnreached ? ['unreached'] : [])].join(' ');

/** The wave that such a value names; of another term's value nothing. */
export function readWaveValue(value: string): PlannedWave | undefined {
  const [, day, name, unreached] = /^(\d{4}-\d{2}-\d{2}) (\w+)( unreached)?$/.exec(value) ?? [];
  const way = WAYS.find((known) => known === name);
  if (!day || !way) return undefined;
  return { day, way, isForUnreached: unreached !== undefined };
}
