import { residentMb } from '../siege/process.ts';

export interface Reading {
  readonly residentMb: number;
  readonly heapMb: number;
  readonly externalMb: number;
  readonly handles: number;
  readonly connections: number;
  readonly waiting: number;
}

/** Of one minute: the lowest of what work in hand only adds to, the middle of the rest. */
export type Minute = Reading;

/** What the process says of itself on the port for Prometheus, and what Linux says of it. */
export async function readProcess(pid: number, metricsPort: number): Promise<Reading> {
  const reply = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  const text = await reply.text();
  const figure = (name: string): number => {
    const line = text.split('\n').find((words) => words.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? Number.NaN);
  };
  return {
    residentMb: residentMb(pid),
    heapMb: figure('nodejs_heap_size_used_bytes') / 2 ** 20,
    externalMb: figure('nodejs_external_memory_bytes') / 2 ** 20,
    handles: figure('nodejs_active_handles_total'),
    connections:
      figure('sipas_database_connections{state="busy"}') +
      figure('sipas_database_connections{state="idle"}'),
    waiting: figure('sipas_database_connections{state="waiting"}'),
  };
}

export function minuteOf(readings: readonly Reading[]): Minute {
  const all = (name: keyof Reading) => readings.map((reading) => reading[name]);
  return {
    residentMb: median(all('residentMb')),
    heapMb: Math.min(...all('heapMb')),
    externalMb: Math.min(...all('externalMb')),
    handles: Math.min(...all('handles')),
    connections: Math.max(...all('connections')),
    waiting: median(all('waiting')),
  };
}

export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;
}
