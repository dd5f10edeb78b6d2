import type { BenchRow } from '../row.ts';
import type { Reply, Slice } from './phones.ts';

/** What phones felt, slice by slice; the first slice warms up and is not measured. */
export interface Load {
  readonly opened: readonly Slice[];
  readonly submitted: readonly Slice[];
  /** The bare handler's; empty where there is none. */
  readonly bare: readonly Slice[];
  readonly lost: number;
}

interface Figures {
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const repliesOf = (slices: readonly Slice[]): readonly Reply[] =>
  slices.flatMap(({ replies }) => replies);

const GOALS = { rate: '≥ 300', p95: '≤ 300' };

export function rowsOf(database: string, load: Load, isGoal: boolean): BenchRow[] {
  const submissions = figuresOf(load.submitted);
  return [
    ...figureRows(`${database}: invitations opened`, figuresOf(load.opened), {}),
    ...figureRows(`${database}: submissions`, submissions, isGoal ? GOALS : {}),
    ...failureRows(database, load),
    ...(load.bare.length > 0 ? besideBare(submissions, figuresOf(load.bare)) : []),
  ];
}

function failureRows(database: string, { opened, submitted, bare, lost }: Load): BenchRow[] {
  const failed = repliesOf([...opened, ...submitted, ...bare]).filter(
    ({ status }) => status !== 200,
  );
  const sent = repliesOf(submitted).length.toLocaleString('en');
  const goal = '≤ 0';
  return [
    {
      label: `${database}: requests that failed`,
      measured: failed.length,
      goal,
      unit: 'requests',
    },
    {
      label: `${database}: of ${sent} submissions, lost or stored twice`,
      measured: lost,
      goal,
      unit: 'ballots',
    },
  ];
}

const besideBare = (submissions: Figures, bare: Figures): BenchRow[] => [
  ...figureRows('bare handler: one INSERT of as many bytes', bare, {}),
  {
    label: 'submissions, against the bare handler',
    measured: submissions.rate / bare.rate,
    goal: '≥ 0.5',
    unit: 'times',
  },
];

export function figuresOf([, ...slices]: readonly Slice[]): Figures {
  const times = slices.flatMap(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  const quantile = (share: number) => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  return {
    rate: times.length / seconds,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
  };
}

export const figureRows = (
  label: string,
  { rate, p50, p95, p99 }: Figures,
  goals: { readonly rate?: string; readonly p95?: string },
): BenchRow[] => [
  { label, measured: rate, goal: goals.rate ?? '', unit: 'per s' },
  { label: `${label}, p50`, measured: p50, goal: '', unit: 'ms' },
  { label: `${label}, p95`, measured: p95, goal: goals.p95 ?? '', unit: 'ms' },
  { label: `${label}, p99`, measured: p99, goal: '', unit: 'ms' },
];
