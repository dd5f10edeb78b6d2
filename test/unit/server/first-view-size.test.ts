// Truth: results.md §4 — the first view of 105 agencies is light.
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { keepFile } from '../../../server/http/kept-file.ts';
import type { BesideEarlier } from '../../../server/plain-pages/results-pages.ts';
import { overviewPage } from '../../../server/plain-pages/results-pages.ts';
import { overviewOf } from '../../../server/results/published-parts.ts';
import { seeded } from '../../scenario-answered.ts';

const SYLLABLES =
  'An Bình Cẩm Dương Đông Hòa Hưng Khánh Long Minh Nam Phú Quang Sơn Tân Thạnh Vĩnh Xuân Yên'.split(
    ' ',
  );
const NODES = Array.from({ length: 11 }, (_, n) => ({
  code: n === 0 ? 'total' : `factor-${n}`,
  level: n === 0 ? 'total' : 'factor',
  parent: n === 0 ? null : 'total',
  label: { vi: `Nhóm ${n}`, en: `Group ${n}` },
  question: null,
}));

/** Nothing was published before it. */
const FIRST_ROUND = {
  changes: { earlier: null },
  years: { series: [] },
} as unknown as BesideEarlier;

/** As the overview tells them: figures drawn from a seed, so that they compress no better than true ones. */
function overview(agencies: number): Results {
  const random = seeded(3);
  const syllable = () => SYLLABLES[Math.floor(SYLLABLES.length * random())];
  const domains = Array.from({ length: agencies }, (_, n) => {
    const name = `Ủy ban nhân dân xã ${syllable()} ${syllable()}`;
    const invited = 60 + Math.floor(90 * random());
    const respondents = Math.floor(invited * (0.5 + 0.4 * random()));
    const figures = NODES.map(({ code: node }) => {
      const percent = 40 + Math.floor(50 * random());
      return {
        node,
        verdict: 'show',
        reasons: [],
        respondents,
        validAnswers: respondents * 4 - Math.floor(9 * random()),
        index: percent / 100,
        low: (percent - 3 - Math.floor(4 * random())) / 100,
        high: (percent + 3 + Math.floor(4 * random())) / 100,
        mean: Math.round(20 + 28 * random()) / 10,
        meanLow: Math.round(20 + 28 * random()) / 10,
        meanHigh: Math.round(20 + 28 * random()) / 10,
        distribution: [0.1, 0.1, 0.1, 0.3, 0.4],
        band: null,
        step: 0.01,
        tier: ['lower', 'not_different', 'higher'][Math.floor(3 * random())],
      };
    });
    const agencyCode = `C${n}`;
    const received = respondents;
    return { level: 'agency', agencyCode, fieldCode: null, name, invited, received, figures };
  });
  return { campaignId: 'c', campaignName: 'Đợt', nodes: NODES, domains } as unknown as Results;
}

test('a further agency adds few bytes to the first view: to its figures and to the page without scripts', async () => {
  const sizeOf = async (text: string) => {
    const kept = await keepFile(tmpdir(), text);
    await kept.close();
    return kept.forms.br!.size;
  };
  const figuresOf = (agencies: number) => sizeOf(JSON.stringify(overviewOf(overview(agencies))));
  const pageOf = (agencies: number) => {
    const tiles = Array.from({ length: agencies }, (_, n) => ({
      code: `C${n}`,
      column: n % 10,
      row: Math.floor(n / 10),
    }));
    const { markup } = overviewPage(overview(agencies), tiles, FIRST_ROUND, 'vi');
    return sizeOf(markup);
  };
  const perAgency = {
    figures: ((await figuresOf(105)) - (await figuresOf(3))) / 102,
    page: ((await pageOf(105)) - (await pageOf(3))) / 102,
  };
  expect(await pageOf(105)).toBeGreaterThan(1500);
  expect(perAgency.figures).toBeLessThan(95);
  expect(perAgency.page).toBeLessThan(45);
});
