import type { Outcome } from './campaigns.ts';
import { COMPARED_EVERY } from './campaigns.ts';
import { COMMUNES } from './province.ts';
import type { Tally } from './tally.ts';
import { VARIABLES } from './variables.ts';

const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
const percent = (x: number) => `${(100 * x).toFixed(1)}`;

/** Lines up columns; the first is text, the others numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, c) =>
    Math.max(name.length, ...rows.map((row) => row[c]!.length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join('  ');
  return [line(header), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)].join('\n');
}

/** Every commune: its size, its truth, bias and coverage of the default estimates. */
export function communeTable(outcome: Outcome, populations: readonly number[]): string {
  const satisfied = outcome.direct.satisfied!['wilson-capped']!;
  const index = outcome.direct.index!['wilson-capped']!;
  const rows = populations.map((N, d) => [
    `C${String(d + 1).padStart(3, '0')}`,
    String(N),
    (outcome.respondents[d]! / outcome.samples).toFixed(1),
    percent(satisfied[d]!.truth),
    percent(satisfied[d]!.bias),
    percent(satisfied[d]!.coverage),
    percent(satisfied[d]!.width),
    percent(index[d]!.truth),
    percent(index[d]!.bias),
    percent(index[d]!.coverage),
    percent(outcome.model.normal[d]!.bias),
    percent(outcome.model.normal[d]!.coverage),
  ]);
  const header =
    'commune N answered true% bias cover width index% bias cover model-bias model-cover';
  return table(header.split(' '), rows);
}

/** Each estimator and interval over the 92 communes: average, worst, and the share below 93 %. */
export function wardSummary(outcome: Outcome): string {
  const rows = [...directTallies(outcome), ...modelTallies(outcome)].map(
    ([name, method, points, tallies]) => {
      const communes = tallies.slice(0, COMMUNES);
      const coverage = communes.map((commune) => commune.coverage);
      return [
        name,
        method,
        (points * mean(communes.map((commune) => commune.bias))).toFixed(2),
        (points * Math.max(...communes.map((commune) => Math.abs(commune.bias)))).toFixed(2),
        (points * mean(communes.map((commune) => commune.rootMeanSquareError))).toFixed(2),
        percent(mean(coverage)),
        percent(Math.min(...coverage)),
        String(coverage.filter((share) => share < 0.93).length),
        (points * mean(communes.map((commune) => commune.width))).toFixed(1),
      ];
    },
  );
  const header =
    'estimator,interval,mean bias,worst bias,RMSE,mean cover,least cover,wards < 93 %,mean width';
  return table(header.split(','), rows);
}

export function provinceSummary(outcome: Outcome): string {
  const rows = [
    ...directTallies(outcome).map(
      ([name, method, points, list]) => [name, method, points, list[COMMUNES]!] as const,
    ),
    ['satisfied, raked', 'wilson-capped', 100, outcome.raked] as const,
    ['satisfied, no weights', 'wilson-capped', 100, outcome.unweighted] as const,
  ].map(([name, method, points, tally]) => [
    name,
    method,
    (points * tally.truth).toFixed(2),
    (points * tally.bias).toFixed(3),
    (points * tally.rootMeanSquareError).toFixed(2),
    tally.errorRatio.toFixed(3),
    percent(tally.coverage),
    (points * tally.width).toFixed(2),
  ]);
  return table('estimator,interval,truth,bias,RMSE,SE/spread,cover,width'.split(','), rows);
}

/** How many of the 92 communes a campaign can publish. */
export function verdictLine({ verdicts, samples }: Outcome): string {
  return Object.entries(verdicts)
    .map(
      ([verdict, count]) =>
        `${verdict} ${(count / Math.ceil(samples / COMPARED_EVERY)).toFixed(1)}`,
    )
    .join(', ');
}

const modelTallies = ({ model }: Outcome): Line[] =>
  Object.entries(model).map(([scale, tallies]) => ['satisfied, model', scale, 100, tallies]);

type Line = readonly [name: string, method: string, points: number, tallies: readonly Tally[]];

const directTallies = (outcome: Outcome): Line[] =>
  VARIABLES.flatMap(({ name, points }) =>
    Object.entries(outcome.direct[name]!).map(
      ([method, tallies]) => [name, method, points, tallies] as const,
    ),
  );
