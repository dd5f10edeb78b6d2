/**
 * Truth: the textbook formulas (Särndal, Swensson & Wretman 1992, §5.6; Wilson 1927 with an effective
 * sample size) written out here over the answers as they were sent, person by person, without the
 * platform's sums; Student quantiles by the finite series of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Domain, Figure } from '#contract/figures.ts';
import { getResults } from '#contract/results.ts';
import { estimateResults } from '../../server/results/compute-results.ts';
import type { ExactResults } from '../../server/results/exact-results.ts';
import { readFieldwork } from '../../server/results/read-fieldwork.ts';
import { withTiers } from '../../server/results/tiers.ts';
import { leaving } from '../../server/results/what-leaves.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign, GivenResponse } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const FACTORS: Record<string, number[]> = {
  access: [24, 25, 26],
  procedure: [27, 28, 29, 30],
  officer: [31, 32, 33],
  result: [34, 35, 36],
  feedback: [37, 38, 39],
};
const criteriaOf = (node: string): string[] => {
  if (node.startsWith('9.')) return [node];
  const numbers = FACTORS[node] ?? Object.values(FACTORS).flat();
  return numbers.map((number) => `9.${number}`);
};

/** Valid answers of one person in a node: how many, how many satisfied, sum of scores. */
function person({ answers }: GivenResponse, node: string) {
  const values = criteriaOf(node).flatMap((code) => {
    const value = answers[code];
    return typeof value === 'number' ? [value] : [];
  });
  return {
    x: values.length,
    y: values.filter((value) => value >= 4).length,
    s: values.reduce((sum, value) => sum + value, 0),
  };
}

type Belongs = (given: GivenResponse) => boolean;

/** Σ over persons, h by h, with w = N_h / r_h. */
function textbook(campaign: AnsweredCampaign, node: string, belongs: Belongs, measure: 'y' | 's') {
  const members = campaign.given.map((given) => {
    const { population } = campaign.strata.find(({ code }) => code === given.stratum)!;
    const respondents = campaign.given.filter(({ stratum }) => stratum === given.stratum).length;
    const valid = person(given, node);
    const isIn = belongs(given) && valid.x > 0;
    return { ...given, ...valid, population, respondents, isIn, w: population / respondents };
  });
  const inDomain = members.filter((member) => member.isIn);
  const X = inDomain.reduce((sum, { w, x }) => sum + w * x, 0);
  const value = inDomain.reduce((sum, member) => sum + member.w * member[measure], 0) / X;
  let variance = 0;
  for (const { code } of campaign.strata) {
    const inStratum = members.filter((member) => member.stratum === code);
    const r = inStratum.length;
    if (r < 2) continue;
    const z = inStratum.map((member) =>
      member.isIn ? (member.w * (member[measure] - value * member.x)) / X : 0,
    );
    const mean = z.reduce((sum, score) => sum + score, 0) / r;
    const squares = z.reduce((sum, score) => sum + (score - mean) ** 2, 0);
    variance += ((1 - r / inStratum[0]!.population) * r * squares) / (r - 1);
  }
  const strata = new Set(inDomain.map(({ stratum }) => stratum)).size;
  const covered = inDomain.reduce((sum, { w }) => sum + w, 0);
  return {
    value,
    variance,
    df: inDomain.length - strata,
    n: inDomain.length,
    answers: inDomain.reduce((sum, { x }) => sum + x, 0),
    fraction: inDomain.length / covered,
    perPerson: X / covered,
  };
}

/** The effective size is never more than that of as many independent answers. */
function wilsonCapped({
  value: p,
  variance,
  df,
  n,
  fraction,
  perPerson,
}: ReturnType<typeof textbook>) {
  const c = studentOf95(df) ** 2;
  const ne = Math.min((p * (1 - p)) / variance, (n * perPerson) / (1 - fraction));
  const centre = (p + c / (2 * ne)) / (1 + c / ne);
  const half = (Math.sqrt(c) / (2 * ne)) * (Math.sqrt(4 * ne * p * (1 - p) + c) / (1 + c / ne));
  return [centre - half, centre + half] as const;
}

/** The 97.5 % quantile of Student's t with this many degrees of freedom. */
function studentOf95(df: number): number {
  let [low, high] = [0, 20];
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, df) < 0.95) low = middle;
    else high = middle;
  }
  return low;
}

function shareWithin(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df));
  const isOdd = df % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = df > 1 ? term : 0;
  for (let k = isOdd ? 3 : 2; k < df; k += 2) {
    term *= ((k - 1) / k) * Math.cos(angle) ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

const belongsTo =
  (domain: Pick<Domain, 'agencyCode' | 'fieldCode'>): Belongs =>
  (given) =>
    (domain.agencyCode === null || given.agencyCode === domain.agencyCode) &&
    (domain.fieldCode === null || given.fieldCode === domain.fieldCode);
const shown = (figure: Pick<Figure, 'verdict'>) =>
  figure.verdict === 'show' || figure.verdict === 'flag';
const stepOf = (level: Domain['level'], node: string) =>
  level.startsWith('agency') ? 0.01 : level === 'province' && node === 'total' ? 0.0001 : 0.001;
const nearest = (value: number, step: number) => Math.round(value / step) * step;

/** As they are estimated, before anything is rounded for leaving. */
async function resultsOf({ campaignId }: AnsweredCampaign): Promise<ExactResults> {
  const { db } = office.deps;
  const row = await db
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return (await estimateResults(await readFieldwork(db, row))).results;
}

/** What the audit left of a figure's precision. */
async function stepsOf({ homeAffairs, campaignId }: AnsweredCampaign) {
  const { domains } = await homeAffairs.call(getResults, { params: { campaignId } });
  const steps = new Map(
    domains.flatMap(({ key, figures }) =>
      figures.map(({ node, step }) => [`${key} ${node}`, step]),
    ),
  );
  return (key: string, node: string) => steps.get(`${key} ${node}`)!;
}

const rounded = (value: number, step: number) =>
  Number((Math.round(value / step) * step).toFixed(4));

describe('a sample with non-response', () => {
  let campaign: AnsweredCampaign;
  let results: ExactResults;
  let stepOfField: (key: string, node: string) => number;
  beforeAll(async () => {
    const random = seeded(20_261_121);
    campaign = await answeredCampaign(office, {
      agencies: ['01981', '05443', 'H55.04'],
      peoplePerStratum: (stratum) => (stratum.startsWith('H') ? 90 : 60),
      sample: () => 36,
      released: (stratum) => (stratum === '01981.F01' ? 4 : 0),
      answers: ({ agencyCode }) =>
        random() < 0.2 ? null : leaning(random, agencyCode === '05443' ? 0.55 : 0.85),
    });
    results = await resultsOf(campaign);
    stepOfField = await stepsOf(campaign);
  });

  test('every shown figure has the textbook’s index, error, interval and mean', () => {
    let compared = 0;
    for (const domain of results.domains) {
      for (const figure of domain.figures.filter(shown)) {
        const index = textbook(campaign, figure.node, belongsTo(domain), 'y');
        const mean = textbook(campaign, figure.node, belongsTo(domain), 's');
        const [low, high] = wilsonCapped(index);
        const half = studentOf95(mean.df) * Math.sqrt(mean.variance);
        const meanHigh = Math.min(5, mean.value + half);
        expect([figure.respondents, figure.validAnswers]).toEqual([index.n, index.answers]);
        compared += 1;
        if (domain.level === 'field') {
          // Stored by the count as it will be published, no finer than in tenths of a per cent, its error nowhere.
          const step = stepOfField(domain.key, figure.node);
          expect(step).toBeGreaterThanOrEqual(0.001);
          expect([figure.index, figure.low, figure.high]).toEqual(
            [index.value, low, high].map((share) => rounded(share, step)),
          );
          expect([figure.mean, figure.meanHigh]).toEqual(
            [mean.value, meanHigh].map((score) => rounded(score, 10 * step)),
          );
          expect([figure.standardError, figure.degreesOfFreedom]).toEqual([null, null]);
          continue;
        }
        expect(figure.index).toBeCloseTo(index.value, 12);
        expect(figure.standardError).toBeCloseTo(Math.sqrt(index.variance), 12);
        expect(figure.low).toBeCloseTo(low, 9);
        expect(figure.high).toBeCloseTo(high, 9);
        expect(figure.mean).toBeCloseTo(mean.value, 12);
        expect(figure.meanHigh).toBeCloseTo(meanHigh, 9);
        expect(figure.degreesOfFreedom).toBe(index.df);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  test('the shares of the five answers are weighted and give the index and the mean', () => {
    for (const { figures, level, key } of results.domains) {
      for (const { distribution, index, mean, node } of figures.filter(shown)) {
        // Five rounded shares are off by two and a half steps together.
        const rounding = level === 'field' ? 2.5 * stepOfField(key, node) + 1e-9 : 1e-12;
        const [share1, two, three, four, five] = distribution as number[];
        const about = (value: number, truth: number, within: number) =>
          expect(Math.abs(value - truth)).toBeLessThanOrEqual(within);
        about(share1! + two! + three! + four! + five!, 1, rounding);
        about(four! + five!, index!, rounding);
        about(share1! + 2 * two! + 3 * three! + 4 * four! + 5 * five!, mean!, 5 * rounding);
      }
    }
  });

  test('leaves rounded: an agency in whole percent, the province in a tenth, its total in a hundredth', async () => {
    const left = await campaign.homeAffairs.call(getResults, {
      params: { campaignId: campaign.campaignId },
    });
    const leaving = left.domains.flatMap(({ level, figures }, d) =>
      figures.flatMap((figure, f) =>
        figure.index === null ? [] : [{ level, figure, exact: results.domains[d]!.figures[f]! }],
      ),
    );
    for (const { level, figure, exact } of leaving) {
      expect(figure.step).toBeGreaterThanOrEqual(stepOf(level, figure.node));
      for (const name of ['index', 'low', 'high'] as const)
        expect(figure[name]).toBeCloseTo(nearest(exact[name]!, figure.step!), 12);
    }
    expect(JSON.stringify(left)).not.toMatch(/standardError|degreesOfFreedom|\d\.\d{5}/);
    expect(leaving.length).toBeGreaterThan(20);
  });

  test('every domain of the frame is there, with its people, its invited and its responses', () => {
    const levels = (level: string) => results.domains.filter((domain) => domain.level === level);
    expect(levels('province')).toHaveLength(1);
    expect(levels('agency').map(({ agencyCode }) => agencyCode)).toEqual([
      '01981',
      '05443',
      'H55.04',
    ]);
    expect(levels('field').map(({ fieldCode }) => fieldCode)).toEqual(['F01', 'F02']);
    expect(levels('agency_field')).toHaveLength(6);
    const [province] = levels('province');
    expect(province).toMatchObject({
      population: 4 * 60 + 2 * 90,
      invited: 6 * 36 + 4,
      received: campaign.given.length,
    });
    expect(province!.responseRate).toBeCloseTo(campaign.given.length / (6 * 36 + 4), 12);
    expect(results.nodes).toHaveLength(23);
    for (const domain of levels('agency')) expect(domain.figures).toHaveLength(23);
  });

  test('the agency that is clearly less satisfied is told apart, and the others are not ranked', () => {
    const leftServer = withTiers(leaving(results, new Map()));
    const tierOf = (domain: Domain) => domain.figures.find(({ node }) => node === 'total')?.tier;
    const agencies = leftServer.domains.filter(({ level }) => level === 'agency');
    expect(tierOf(agencies.find(({ agencyCode }) => agencyCode === '05443')!)).toBe('lower');
    for (const domain of leftServer.domains)
      if (domain.level !== 'agency') expect(tierOf(domain) ?? null).toBeNull();
  });

  test('of a few who do not belong to the population no number is told, nor does it follow from a rate', async () => {
    const silent = await office.deps.db
      .selectFrom('invitation')
      .select('id')
      .where('campaignId', '=', campaign.campaignId)
      .where('stratum', '=', '05443.F01')
      .where('state', '=', 'issued')
      .executeTakeFirstOrThrow();
    expect(results.counts).toMatchObject({
      ineligible: [],
      distinctPersons: results.counts.people,
    });
    await office.deps.db
      .updateTable('invitation')
      .set({ delivery: 'died' })
      .where('id', '=', silent.id)
      .execute();
    const again = await resultsOf(campaign);
    expect(again.counts.eligible).toBeUndefined();
    expect(again.counts.ineligible).toEqual([]);
    const [before, after] = [results, again].map(
      ({ domains }) =>
        domains.find((domain) => domain.agencyCode === '05443' && domain.level === 'agency')!,
    );
    expect(after!.invited).toBe(before!.invited);
    expect(after!.responseRate).toBeCloseTo(after!.received! / after!.invited, 12);
  });
});

describe('a census in which everybody answered', () => {
  test('has the population’s own figures and no sampling error', async () => {
    const random = seeded(7);
    const campaign = await answeredCampaign(office, {
      agencies: ['01981', '05443'],
      peoplePerStratum: 20,
      answers: () => leaning(random, 0.7),
    });
    const { domains } = await resultsOf(campaign);
    const stepOfField = await stepsOf(campaign);
    let compared = 0;
    for (const domain of domains) {
      for (const figure of domain.figures.filter(shown)) {
        const valid = campaign.given
          .filter(belongsTo(domain))
          .map((given) => person(given, figure.node));
        const total = (measure: 'x' | 'y' | 's') =>
          valid.reduce((sum, answers) => sum + answers[measure], 0);
        compared += 1;
        expect([figure.low, figure.high]).toEqual([figure.index, figure.index]);
        if (domain.level === 'field') {
          const step = stepOfField(domain.key, figure.node);
          expect(figure.index).toBe(rounded(total('y') / total('x'), step));
          continue;
        }
        expect(figure.index).toBeCloseTo(total('y') / total('x'), 12);
        expect(figure.mean).toBeCloseTo(total('s') / total('x'), 12);
        expect(figure.standardError).toBe(0);
      }
      expect(domain.responseRate).toBe(1);
    }
    expect(compared).toBeGreaterThan(80);
  });
});

describe('the whole form', () => {
  test('pools all 39 criteria into 51 figures: policy and service weigh by their answers', async () => {
    const answers = Object.fromEntries(
      Array.from({ length: 39 }, (_, index) => [`9.${index + 1}`, index < 23 ? 4 : 2]),
    );
    const campaign = await answeredCampaign(office, {
      agencies: ['01981'],
      fields: ['Hộ tịch'],
      peoplePerStratum: 40,
      sample: () => 32,
      terms: { questionnairePart: 'whole' },
      answers: (_, place) => ({ ...answers, '1.1': 1, ...(place === 0 && { '9.39': 5 }) }),
    });
    const { domains, nodes } = await resultsOf(campaign);
    const [province] = domains;
    expect([nodes.length, province!.figures.length]).toEqual([51, 51]);
    const figure = (node: string) => province!.figures.find((figure) => figure.node === node)!;
    expect(figure('policy').index).toBe(1);
    expect(figure('service').index).toBeCloseTo(1 / (16 * 32), 12);
    expect(figure('total').index).toBeCloseTo((23 * 32 + 1) / (39 * 32), 12);
    expect(figure('total').mean).toBeCloseTo((23 * 4 * 32 + 16 * 2 * 32 + 3) / (39 * 32), 12);
    expect(figure('implementation').validAnswers).toBe(9 * 32);
  });
});

test('a campaign that nobody answered has no figure, and no failure either', async () => {
  const campaign = await answeredCampaign(office, {
    agencies: ['01981'],
    peoplePerStratum: 3,
    answers: () => null,
  });
  const { domains } = await resultsOf(campaign);
  for (const domain of domains) {
    expect([domain.received, domain.responseRate]).toEqual([0, 0]);
    for (const { index, reasons } of domain.figures) {
      expect(index).toBeNull();
      expect(reasons).toContain('no-respondents');
    }
  }
});
