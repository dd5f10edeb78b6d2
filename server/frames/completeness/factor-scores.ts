import { logGamma } from '#sampling/distributions/gamma.ts';
import { normalQuantile } from '#sampling/distributions/normal.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { median } from './robust-scores.ts';

/** With fewer agencies the spread between them cannot be estimated. */
const FEWEST = 10;
/** Expected cases from which an agency's factor tells of the habits of its kind. */
const TELLING = 5;
/** Standard deviation of the logarithm between agencies: at least, and where too few agencies tell. */
const SPREAD = { least: 0.1, usual: 0.5 };
/** Where cases are rare: agencies furthest above that set no spread, and the least common factor. */
const OUTLIERS = 0.1;
const LEAST_FACTOR = 0.1;
/** Of a normal distribution, so many median deviations are a standard deviation. */
const DEVIATIONS = 1.4826;
/** From so many expected cases the logarithm of the count is normal enough. */
const MANY = 30;
const SMALLEST_TAIL = 1e-300;
/** A count that adds so little to a tail ends it. */
const NEGLIGIBLE = 1e-6;
/** Nodes of the habit's normal distribution: four to a deviation, to six of them. */
const NODES = Array.from({ length: 49 }, (_, i) => (i - 24) / 4);
const NODE_WEIGHTS = weightsOf(NODES);

/**
 * Normal scores of counts beside what is expected, where habits differ by factors: the Poisson-lognormal distribution
 * (Aitchison & Ho 1989, Biometrika 76:643–653), mid-probability. An additive spread would take half of what is usual
 * for nothing and three times as much for a wonder.
 */
export function factorScores(shares: ReadonlyMap<string, CountedShare>): Map<string, number> {
  const counted = [...shares].filter(([, { total }]) => total > 0);
  if (counted.length < FEWEST) return new Map();
  const pooled = ratioOfSums(counted.map(([, share]) => share));
  const usual = ({ total, expected = pooled }: CountedShare) => Math.max(expected * total, 1e-6);
  const { centre, spread } = habitsOf(
    counted.map(([, share]) => share),
    usual,
  );
  return new Map(
    counted.map(([key, share]) => [key, scoreOf(share.cases, usual(share) * centre, spread)]),
  );
}

/** Whether enough agencies have so many cases that their counts tell of habits and not of chance alone. */
export function habitsAreTold(shares: ReadonlyMap<string, CountedShare>): boolean {
  const counted = [...shares.values()].filter(({ total }) => total > 0);
  if (counted.length < FEWEST) return false;
  const pooled = ratioOfSums(counted);
  const telling = counted.filter(({ total, expected = pooled }) => expected * total >= TELLING);
  return telling.length >= FEWEST;
}

const ratioOfSums = (shares: readonly CountedShare[]): number =>
  shares.reduce((sum, { cases }) => sum + cases, 0) /
  shares.reduce((sum, { total }) => sum + total, 0);

/** The common factor beside what is expected, and how far agencies differ from it beyond chance. */
function habitsOf(shares: readonly CountedShare[], usual: (share: CountedShare) => number) {
  const telling = shares.filter((share) => usual(share) >= TELLING);
  if (telling.length < FEWEST) return habitsOfRare(shares, usual);
  const ratios = telling.map((share) => Math.log((share.cases + 0.5) / (usual(share) + 0.5)));
  const centre = median(ratios);
  const seen = (DEVIATIONS * median(ratios.map((ratio) => Math.abs(ratio - centre)))) ** 2;
  const chance = median(telling.map((share) => 1 / (usual(share) * Math.exp(centre))));
  const spread = Math.sqrt(Math.max(SPREAD.least ** 2, seen - chance));
  return { centre: Math.exp(centre), spread };
}

/** By moments (Var = m + s²m²), without the agencies furthest out: outliers must not hide themselves. */
function habitsOfRare(shares: readonly CountedShare[], usual: (share: CountedShare) => number) {
  const outness = (share: CountedShare) =>
    (share.cases - usual(share)) / Math.sqrt(usual(share) + (SPREAD.usual * usual(share)) ** 2);
  const sorted = shares.toSorted((a, b) => outness(a) - outness(b));
  const middle = sorted.slice(0, Math.ceil(sorted.length * (1 - OUTLIERS)));
  const sum = (count: (share: CountedShare) => number) =>
    middle.reduce((all, share) => all + count(share), 0);
  const centre = Math.max(LEAST_FACTOR, sum(({ cases }) => cases) / sum(usual));
  const variance =
    sum((share) => (share.cases - centre * usual(share)) ** 2 - centre * usual(share)) /
    sum((share) => (centre * usual(share)) ** 2);
  return { centre, spread: Math.sqrt(Math.max(SPREAD.least ** 2, Math.min(1, variance))) };
}

function scoreOf(cases: number, usual: number, spread: number): number {
  if (usual >= MANY)
    return Math.log((cases + 0.5) / (usual + 0.5)) / Math.sqrt(spread ** 2 + 1 / usual);
  const isHigh = cases > usual;
  const mixture = new Mixture(usual, spread, cases);
  const own = mixture.mass();
  let beyond = 0;
  for (let count = cases; isHigh || count > 0; ) {
    if (isHigh) mixture.rise(++count);
    else mixture.fall(count--);
    const mass = mixture.mass();
    beyond += mass;
    if (mass <= beyond * NEGLIGIBLE) break;
  }
  const score = -normalQuantile(Math.min(0.5, Math.max(SMALLEST_TAIL, beyond + own / 2)));
  return isHigh ? score : -score;
}

/** Poisson masses of one count at each node, kept up from one count to the next: of each agency's share hundreds. */
class Mixture {
  private readonly means: Float64Array;
  private readonly masses: Float64Array;

  constructor(usual: number, spread: number, count: number) {
    this.means = new Float64Array(NODES.length);
    this.masses = new Float64Array(NODES.length);
    const constant = -logGamma(count + 1);
    for (let i = 0; i < NODES.length; i += 1) {
      const mean = usual * Math.exp(spread * NODES[i]!);
      this.means[i] = mean;
      this.masses[i] = NODE_WEIGHTS[i]! * Math.exp(count * Math.log(mean) - mean + constant);
    }
  }

  mass(): number {
    let sum = 0;
    for (let i = 0; i < this.masses.length; i += 1) sum += this.masses[i]!;
    return sum;
  }

  rise(to: number): void {
    for (let i = 0; i < this.masses.length; i += 1) this.masses[i]! *= this.means[i]! / to;
  }

  fall(from: number): void {
    for (let i = 0; i < this.masses.length; i += 1) this.masses[i]! *= from / this.means[i]!;
  }
}

function weightsOf(nodes: readonly number[]): number[] {
  const heights = nodes.map((node) => Math.exp((-node * node) / 2));
  const sum = heights.reduce((all, height) => all + height, 0);
  return heights.map((height) => height / sum);
}
