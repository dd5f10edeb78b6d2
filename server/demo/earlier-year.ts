import { keepEarlierTable, readEarlierText } from '#contract/earlier-tables.ts';
import { getPublishedOverview } from '#contract/published.ts';
import { Caller } from './caller.ts';
import { bell, chanceOf } from './chance.ts';
import type { Fieldwork } from './citizens.ts';

const YEAR = 2025;
const COLUMNS = ['Chỉ số hài lòng', 'Tiếp cận dịch vụ', 'Thủ tục hành chính', 'Công chức'];
const Z_95 = 1.96;
/** Weights and strata make an estimate some tenth less exact than a simple sample of the same size. */
const DESIGN = 1.1;

/**
 * A table of the year before as a ministry prints it, with sample sizes and errors: made up here, and its source says so.
 * Most agencies did a little worse then, some better.
 */
export async function bringInEarlierYear(
  { address, accounts: { homeAffairs } }: Fieldwork,
  campaignId: string,
): Promise<number> {
  const params = { campaignId };
  const { results } = await new Caller(address).call(getPublishedOverview, { params });
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const text = [
    `Chỉ số hài lòng năm ${YEAR}`,
    ['Đơn vị', 'Số phiếu', ...COLUMNS.flatMap((name) => [name, 'Sai số'])].join('\t'),
    ...agencies.map(({ name, agencyCode }) => rowOf(name, chanceOf(agencyCode!), 60)),
    rowOf('Toàn tỉnh', () => 0.5, 60 * agencies.length),
  ].join('\n');
  const read = await homeAffairs.call(readEarlierText, { params, body: { text } });
  const body = {
    year: YEAR,
    source: 'Bảng minh họa của bản trình diễn, không phải số liệu đã công bố',
    publishedOn: `${YEAR + 1}-01-15`,
    method: 'Phiếu giấy tại nhà; sai số ± ở mức tin cậy 95%',
    figures: read.figures,
    agencies: read.agencies.map(({ guess: _, ...match }) => match),
    criteria: read.criteria.map(({ guess: _, ...match }) => match),
  };
  await homeAffairs.call(keepEarlierTable, { params, body });
  return read.figures.length;
}

function rowOf(name: string, agency: (label: string) => number, respondents: number): string {
  const mean = 3.82 + 0.7 * bell(agency, 'satisfaction') + 0.2 * bell(agency, String(YEAR));
  const cells = COLUMNS.flatMap((column) => {
    const share = shareAbove(mean + 0.1 * bell(agency, column));
    const error = DESIGN * Z_95 * Math.sqrt((share * (1 - share)) / respondents);
    return [share, error].map((value) => (100 * value).toFixed(1).replace('.', ','));
  });
  return [name, String(respondents), ...cells].join('\t');
}

/** Share of answers 4–5 around a mean: the logistic curve that is nearest to a bell's. */
const shareAbove = (mean: number): number => 1 / (1 + Math.exp((-1.7 * (mean - 3.5)) / 0.62));
