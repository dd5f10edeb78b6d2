/** A published share and what it is rounded to, beside the exact one that only the audit knows. */
export interface PrintedShare {
  readonly exact: number;
  readonly printed: number;
}

/** One figure as it leaves, with the exact numbers behind it. */
export interface PrintedFigure {
  /** Weighted number of answers: a shift of one answer of weight w moves a share by w ÷ answers. */
  readonly answers: number;
  readonly step: number;
  readonly meanStep: number;
  readonly index: PrintedShare;
  readonly low: PrintedShare | null;
  readonly high: PrintedShare | null;
  /** With the middle between the printed ends of its interval. */
  readonly mean: (PrintedShare & { readonly centre: number | null }) | null;
  readonly distribution: readonly PrintedShare[];
}

/** A share that is published as a band: only this range is known. */
export interface PrintedBand {
  readonly answers: number;
  readonly exact: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How far, in weighted answers, each number of a figure can move before what is printed changes. One
 * entry per answer value, then the satisfied share, then the mean; Infinity where nothing is published.
 */
export interface Slack {
  readonly down: Float64Array;
  readonly up: Float64Array;
}

/**
 * The slack before anything is known.
 * @param values number of values of the criterion
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export const emptySlack = (values: number): Slack => ({
  down: new Float64Array(values + 2).fill(Number.POSITIVE_INFINITY),
  up: new Float64Array(values + 2).fill(Number.POSITIVE_INFINITY),
});

/** A tie rounds upwards: no printed number holds the end of its range. */
const EDGE = 1e-9;

/**
 * Narrows `slack` to what leaves this figure as it is printed.
 * @param slack bounds, changed in place
 * @param values number of values of the criterion
 * @param figure shares in [0, 1] and means in points as printed, with their steps
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function narrowByFigure(slack: Slack, values: number, figure: PrintedFigure): void {
  const { answers, step, meanStep } = figure;
  figure.distribution.forEach((share, value) => {
    narrow(slack, value, answers, share.exact, cellOf(share, step));
  });
  const { exact } = figure.index;
  narrow(slack, values, answers, exact, cellOf(figure.index, step));
  if (figure.low && figure.high)
    narrow(
      slack,
      values,
      answers,
      exact,
      estimatesOf(figure.low.printed, figure.high.printed, step),
    );
  const { mean } = figure;
  if (mean) {
    const half = meanStep / 2;
    narrow(slack, values + 1, answers, mean.exact, cellOf(mean, meanStep));
    // Its interval is symmetric, unless one end stopped at the end of the scale.
    if (mean.centre !== null)
      narrow(slack, values + 1, answers, mean.exact, [mean.centre - half, mean.centre + half]);
  }
}

/**
 * Narrows the slack to what leaves the share inside the band that is printed.
 * @param slack bounds, changed in place
 * @param values number of values of the criterion
 * @param band ends of the printed band, in [0, 1]
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function narrowByBand(slack: Slack, values: number, band: PrintedBand): void {
  narrow(slack, values, band.answers, band.exact, [band.from, band.to]);
}

/**
 * Narrows the slack to what another leaves open too.
 * @param slack bounds in weighted answers, changed in place
 * @param other bounds of another figure, as many
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function narrowBySlack({ down, up }: Slack, other: Slack): void {
  for (let index = 0; index < down.length; index += 1) {
    down[index] = Math.min(down[index]!, other.down[index]!);
    up[index] = Math.min(up[index]!, other.up[index]!);
  }
}

type Range = readonly [least: number, greatest: number];

const cellOf = ({ printed }: PrintedShare, step: number): Range => [
  printed - step / 2,
  printed + step / 2,
];

/**
 * The estimates whose score interval is printed with these ends. For both ends θ of one interval
 * (p − θ)² = aθ(1 − θ) with the same a (Wilson 1927), so p follows from the ends without it.
 * @param low printed end of the interval, in [0, 1]
 * @param high the other end
 * @param step what both are rounded to
 */
export function estimatesOf(low: number, high: number, step: number): Range {
  const spread = (theta: number) => Math.sqrt(theta * (1 - theta));
  const inside = (theta: number) => Math.min(1, Math.max(0, theta));
  const estimates = [-1, 1].flatMap((below) =>
    [-1, 1].map((above) => {
      const from = inside(low + (below * step) / 2);
      const to = inside(high + (above * step) / 2);
      const sum = spread(from) + spread(to);
      return sum === 0 ? [from, to] : [(from * spread(to) + to * spread(from)) / sum];
    }),
  );
  return [Math.min(...estimates.flat()), Math.max(...estimates.flat())];
}

function narrow(
  slack: Slack,
  index: number,
  answers: number,
  exact: number,
  [least, greatest]: Range,
) {
  slack.down[index] = Math.min(slack.down[index]!, Math.max(0, exact - least - EDGE) * answers);
  slack.up[index] = Math.min(slack.up[index]!, Math.max(0, greatest - exact - EDGE) * answers);
}

/** How far answers may flow from value `a` to value `b`, and loss, in weighted answers. */
export function flowLimits(
  { down, up }: Slack,
  values: number,
  { a, b, satisfiedFrom }: { a: number; b: number; satisfiedFrom: number },
): Range {
  const span = Math.abs(b - a);
  const [meanForth, meanBack] = b > a ? [up, down] : [down, up];
  const gain = Math.min(down[a]!, up[b]!, meanForth[values + 1]! / span);
  const loss = Math.min(up[a]!, down[b]!, meanBack[values + 1]! / span);
  const rises = b >= satisfiedFrom && a < satisfiedFrom;
  const falls = a >= satisfiedFrom && b < satisfiedFrom;
  if (rises) return [-Math.min(loss, down[values]!), Math.min(gain, up[values]!)];
  if (falls) return [-Math.min(loss, up[values]!), Math.min(gain, down[values]!)];
  return [-loss, gain];
}
