// Truth: borders of communes as vietnamese-provinces-database has them; ux.md §6: a mark is never more than its interval.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeRange } from '#contract/change-words.ts';
import type { Change, Changes } from '#contract/changes.ts';
import { CHANGES } from '#contract/changes.ts';
import { TIERS, VERDICTS } from '#contract/figures.ts';
import { agencyDots } from '#contract/pictures/agency-dots.ts';
import { heatTable } from '#contract/pictures/heat-table.ts';
import { lostPlot } from '#contract/pictures/lost-plot.ts';
import { lowestAgencies } from '#contract/pictures/lowest-agencies.ts';
import { lowestTitle } from '#contract/pictures/lowest-title.ts';
import { mapTitle, markTiles } from '#contract/pictures/mark-tiles.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { slopeChart } from '#contract/pictures/slope-chart.ts';
import { spreadBars } from '#contract/pictures/spread-bars.ts';
import { tileMap } from '#contract/pictures/tile-map.ts';
import type { Results } from '#contract/results.ts';
import { pictureWords } from '../../../server/http/picture-words.ts';
import { assignCells } from '../../../server/results/map/assign-cells.ts';
import { cellKey } from '../../../server/results/map/hexagons.ts';
import { countTouching, placeTiles } from '../../../server/results/map/place-tiles.ts';
import { readPlaces } from '../../../server/results/map/places.ts';
import { readTiles, tilesAround } from '../../../server/results/map/read-tiles.ts';

const places = readPlaces();
const provinces = readTiles();
const cellsOf = (province: string) =>
  new Map((provinces.get(province) ?? []).map((tile) => [tile.code, tile]));
const say = (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`;

test('each of the 3,321 communes of 34 provinces has a cell that no other has', () => {
  expect(provinces.size).toBe(34);
  let communes = 0;
  for (const [province, expected] of places) {
    const tiles = provinces.get(province) ?? [];
    expect(tiles.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
    expect(new Set(tiles.map(cellKey)).size).toBe(tiles.length);
    communes += tiles.length;
  }
  expect(communes).toBe(3321);
});

test('of communes that share a border 84 % touch, and 77 % in every province', () => {
  const counts = [...places].map(([province, communes]) =>
    countTouching(communes, cellsOf(province)),
  );
  for (const { touching, pairs } of counts) expect(touching / pairs).toBeGreaterThanOrEqual(0.77);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const touching = sum(counts.map((count) => count.touching));
  expect(touching / sum(counts.map((count) => count.pairs))).toBeGreaterThanOrEqual(0.84);
});

test('the stored cells are those that the places give', () => {
  const communes = places.get('12') ?? [];
  const made = placeTiles(communes);
  const stored = communes.map(({ code }) => cellsOf('12').get(code)!);
  const columns = made.map(({ column }, index) => column - stored[index]!.column);
  const rows = made.map(({ row }, index) => row - stored[index]!.row);
  expect(new Set(columns).size).toBe(1);
  expect(new Set(rows).size).toBe(1);
});

test('no assignment costs less than the one found', () => {
  const orders = (rest: number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((first) =>
          orders(rest.filter((other) => other !== first)).map((order) => [first, ...order]),
        );
  const all = orders([0, 1, 2, 3, 4]);
  const row = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 4, maxLength: 4 }), (cost) => {
      const costOf = (columns: readonly number[]) =>
        cost.reduce((sum, costs, index) => sum + costs[columns[index]!]!, 0);
      const found = assignCells(cost);
      expect(new Set(found).size).toBe(4);
      expect(costOf(found)).toBe(Math.min(...all.map(costOf)));
    }),
    { numRuns: 30 },
  );
});

const tiles = tilesAround(['03388']);
const figure = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  tier: fc.constantFrom(...TIERS, null),
  index: fc.double({ min: 0, max: 1, noNaN: true }),
  band: fc.constantFrom(null, 'above_90' as const),
});
type Drawn = typeof figure extends fc.Arbitrary<infer Value> ? Value : never;

/** Results as the overview has them, of the fields that pictures read. */
function resultsOf(drawn: readonly Drawn[]): Results {
  const domains = drawn.map(({ verdict, tier, index, band }, place) => ({
    key: `agency ${place}`,
    level: 'agency',
    agencyCode: tiles[place]!.code,
    name: `Xã <${place}>`,
    figures: ['total', 'factor'].map((node) => ({
      ...{ node, verdict, tier, band, reasons: [], step: 0.01, respondents: 40 },
      ...{
        index: band ? null : index,
        low: Math.max(0, index - 0.1),
        high: Math.min(1, index + 0.1),
      },
    })),
  }));
  const nodes = [
    { code: 'total', level: 'total', label: { vi: 'Chung', en: 'All' } },
    { code: 'factor', level: 'factor', label: { vi: 'Yếu tố', en: 'Factor' } },
  ];
  return { campaignId: 'c', nodes, domains } as unknown as Results;
}
const isShown = ({ verdict, band }: Drawn) => !verdict.startsWith('suppress') && band === null;
const several = fc.array(figure, { minLength: 1, maxLength: 38 });

test('a map counts below and above only what its marks say, and shows no figure that is withheld', () => {
  fc.assert(
    fc.property(several, (drawn) => {
      const marked = markTiles(resultsOf(drawn), tiles, 'total', { say });
      const count = (tier: string) =>
        drawn.filter((value) => isShown(value) && value.tier === tier).length;
      expect(mapTitle(marked, say)).toContain(
        `"measured":${drawn.length},"lower":${count('lower')},"higher":${count('higher')}`,
      );
      drawn.forEach((value, place) => {
        if (isShown(value)) return;
        expect(marked[place]).toMatchObject({ mark: 'withheld' });
        expect(marked[place]!.sentence).not.toContain('%');
      });
    }),
  );
});

test('a list of the lowest says of all that they are below the province only where each is marked so', () => {
  fc.assert(
    fc.property(several, (drawn) => {
      const lowest = lowestAgencies(resultsOf(drawn), 'total');
      const title = lowestTitle(lowest, say);
      const lower = lowest.filter((row) => row.figure.tier === 'lower').length;
      expect(title.startsWith('lowest.title_clear')).toBe(lower > 0 && lower === lowest.length);
      expect(title.startsWith('lowest.title_none')).toBe(lower === 0);
      for (const row of lowest) {
        expect(row.figure.verdict).not.toMatch(/^suppress/);
        expect(row.figure.tier).not.toBe('higher');
        expect(row.weakest.every((factor) => factor.figure.tier === 'lower')).toBe(true);
      }
    }),
  );
});

const words = pictureWords('vi');

test('no picture has a number of a figure that is withheld, and each mark is one of the publication', () => {
  fc.assert(
    fc.property(several, (drawn) => {
      const results = resultsOf(drawn);
      const lower = drawn.filter((value) => isShown(value) && value.tier === 'lower').length;
      const dots = agencyDots({ results, changes: null }, 'total', words);
      expect(dots?.title).toContain(`: ${lower} thấp hơn mức chung`);
      const heat = heatTable({ results, changes: null }, words);
      for (const rows of [dots?.table.rows ?? [], heat?.table.rows ?? []])
        for (const [name = '', ...cells] of rows) {
          const value = drawn[Number(/\d+/.exec(name)?.[0])];
          if (value && !isShown(value))
            expect(cells.join().replaceAll(/trên 90%|dưới 10%/g, '')).not.toMatch(
              /\d%|hơn mức chung/,
            );
        }
      if (heat) expectShownNumbers(markup(heat.svg), drawn);
    }),
  );
});

/** Of the total and the one factor, whose heading is its number. */
function expectShownNumbers(svg: string, drawn: readonly Drawn[]) {
  const shown = drawn.filter(isShown).map(({ index }) => `${Math.round(100 * index)}`);
  const numbers = [...svg.matchAll(/>(\d+)</g)].map(([, text = '']) => text);
  expect(numbers.filter((text) => text !== '1' && !shown.includes(text))).toEqual([]);
  expect(numbers).toHaveLength(1 + 2 * shown.length);
}

const wave = { campaignId: 'c', campaignName: 'đợt' };
/** Two rounds, and a change of an agency's total for each word. */
const changesOf = (drawn: readonly Change['change'][]): Changes => ({
  earlier: { ...wave, year: 2025 },
  later: { ...wave, year: 2026 },
  isComparable: true,
  notCompared: { changed: [], added: [], dropped: [], broad: [] },
  ...{ rearranged: [], unmatched: { earlier: [], later: [] } },
  changes: drawn.map((word, place) => ({
    ...{ agencyCode: String(place), name: `Xã ${place}`, node: 'total', change: word },
    ...{ earlierNode: 'total', joined: [] },
    ...{ earlier: 0.5, earlierStep: 0.01, later: 0.7, laterStep: 0.01, low: 0, high: 0.3 },
  })),
});

test('a slope is marked as risen or fallen where the change is so published, and its title counts these', () => {
  const change = fc.constantFrom(...CHANGES);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), (drawn) => {
      const changes = changesOf(drawn);
      const results = resultsOf([]);
      const slope = slopeChart({ results, changes }, 'agencies', words);
      const count = (word: string) => drawn.filter((value) => value === word).length;
      expect(slope?.title).toContain(`${count('risen')} tăng rõ, ${count('fallen')} giảm rõ`);
      const svg = markup(slope!.svg);
      expect(svg.match(/stroke-width="2"/g)?.length ?? 0).toBe(count('risen') + count('fallen'));
    }),
    { numRuns: 30 },
  );
});

/** The factors of the province, as a publication with one or two rounds has them. */
const FACTORS = [
  'Trách nhiệm giải trình của chính quyền về chính sách',
  'Sự tham gia của người dân vào quá trình xây dựng, tổ chức thực hiện chính sách',
  'Kết quả, tác động của chính sách',
];
function provinceOf(unsatisfied: readonly number[]): Results {
  const label = (vi: string) => ({ vi, en: vi });
  const nodes = [
    { code: 'total', level: 'total', label: label('Chỉ số chung') },
    ...FACTORS.map((name, f) => ({ code: `f${f}`, level: 'factor', label: label(name) })),
  ];
  const index = (share: number) => ({ index: share, low: share - 0.05, high: share + 0.05 });
  const figures = nodes.map(({ code }, place) => ({
    ...{ node: code, verdict: 'show', reasons: [], band: null, step: 0.001, respondents: 90 },
    ...{ ...index(1 - (unsatisfied[place - 1] ?? 0.4)), validAnswers: 100, tier: null },
    distribution: [0.1, 0.1, 0.2, 0.3, 0.3],
  }));
  const province = { level: 'province', agencyCode: null, name: 'Tỉnh Thái Nguyên', figures };
  return { provinceName: province.name, nodes, domains: [province] } as unknown as Results;
}

test('of factors that lose the same share of answers, as it is printed, none alone is called the largest', () => {
  const titleOf = (unsatisfied: readonly number[]) =>
    lostPlot({ results: provinceOf(unsatisfied), changes: null }, words)?.title ?? '';
  expect(FACTORS.filter((name) => titleOf([0.5, 0.3, 0.3]).includes(name))).toEqual([FACTORS[0]]);
  const tied = titleOf([0.4, 0.2, 0.401]);
  expect(FACTORS.filter((name) => tied.includes(name))).toEqual([FACTORS[0], FACTORS[2]]);
});

test('no number of a factor is drawn over another, however alike the factors are', () => {
  for (const unsatisfied of [
    [0.3, 0.3, 0.3],
    [0.5, 0.301, 0.3],
    [0.2, 0.21, 0.22],
  ]) {
    const svg = markup(lostPlot({ results: provinceOf(unsatisfied), changes: null }, words)!.svg);
    const circles = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)" r="9"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    expect(circles).toHaveLength(3);
    for (const [n, [x, y]] of circles.entries())
      for (const [otherX, otherY] of circles.slice(n + 1))
        expect(Math.hypot(otherX - x, otherY - y)).toBeGreaterThan(18);
  }
});

test('a factor’s name stands whole in the picture of the answers, and below that of the changes', () => {
  const results = provinceOf([0.5, 0.3, 0.3]);
  const spread = markup(spreadBars({ results, changes: null }, words)!.svg);
  const texts = [...spread.matchAll(/>([^<>]+)</g)].map(([, text = '']) => text).join(' ');
  for (const name of FACTORS) expect(texts).toContain(name);
  const changes = changesOf(['fallen', 'not_different', 'risen']);
  const factors = changes.changes.map((change, f) => ({
    ...change,
    ...{ agencyCode: null, node: `f${f}`, name: results.provinceName },
  }));
  const slope = slopeChart(
    { results, changes: { ...changes, changes: factors } },
    'factors',
    words,
  );
  for (const [f, name] of FACTORS.entries()) {
    expect(slope!.about).toContain(`${f + 1}. ${name}`);
    expect(markup(slope!.svg)).toContain(`>${f + 1}. `);
  }
});

test('a change that is marked is not printed as one that may be nought', () => {
  const rangeOf = (word: 'risen' | 'fallen' | 'not_different', low: number, high: number) => {
    const [change] = changesOf([word]).changes;
    return changeRange({ ...change!, low, high }, words.say, ',');
  };
  expect(rangeOf('fallen', -0.22, 0)).toBe('−22 đến dưới 0 điểm phần trăm');
  expect(rangeOf('risen', 0, 0.22)).toBe('trên 0 đến +22 điểm phần trăm');
  expect(rangeOf('not_different', -0.2, 0)).toBe('−20 đến 0 điểm phần trăm');
  expect(rangeOf('fallen', -0.22, -0.01)).toBe('−22 đến −1 điểm phần trăm');
});

test('a map is one element without ids or styles, and its texts are escaped', () => {
  const drawn = [{ verdict: 'show', tier: 'lower', index: 0.5, band: null }] as const;
  const marked = markTiles(resultsOf(drawn), tiles, 'total', { say, hrefOf: () => '/x"y' });
  const svg = markup(tileMap(marked, 'A & B'));
  expect(svg.match(/<svg /g)).toHaveLength(1);
  expect(svg).not.toMatch(/ id=| style=|<0>/);
  expect(svg).toContain('aria-label="A &amp; B"');
  expect(svg.match(/<a /g)).toHaveLength(1);
  expect(svg.match(/class="cell"/g)).toHaveLength(38);
});
