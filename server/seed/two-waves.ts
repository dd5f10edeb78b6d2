import { keepEarlierTable, readEarlierText } from '#contract/earlier-tables.ts';
import type { SeededOffice } from './seed-campaign.ts';
import { seedCampaign } from './seed-campaign.ts';
import type { Round } from './steps.ts';

const YEAR_MS = 365 * 86_400_000;
/** The commune's and the department's table of the year before both rounds: old communes, and no errors. */
const table = (year: number) =>
  [
    `Chỉ số hài lòng năm ${year}`,
    'Đơn vị\tSố phiếu\tTiếp cận dịch vụ\tThủ tục hành chính\tCông chức\tChỉ số hài lòng\tXếp hạng',
    'Xã Vĩnh Thông\t85\t78,8\t80,0\t82,4\t81,2\t2',
    'Sở Xây dựng\t60\t83,3\t85,0\t86,7\t85,0\t1',
    'Toàn tỉnh\t145\t80,7\t82,1\t84,2\t82,76\t',
  ].join('\n');

/**
 * Two published rounds a year apart, in the second of which people are less satisfied, and a table of the year before
 * them: what the comparison over the years is looked at with.
 */
export async function seedTwoWaves(office: SeededOffice, now = new Date()): Promise<Round> {
  const first = new Date(now.getTime() - YEAR_MS);
  await lastRound(
    { ...office, terms: { name: 'Khảo sát hài lòng thử, lần 1', restRounds: 0 } },
    first,
  );
  const round = await lastRound(
    {
      ...office,
      terms: { name: 'Khảo sát hài lòng thử, lần 2', restRounds: 0 },
      satisfactionShift: -0.25,
    },
    now,
  );
  const { homeAffairs } = round.accounts;
  const params = { campaignId: round.campaignId };
  const year = round.terms.year - 2;
  const body = { text: table(year) };
  const { figures, agencies, criteria } = await homeAffairs.call(readEarlierText, { params, body });
  await homeAffairs.call(keepEarlierTable, {
    params,
    body: {
      year,
      source: 'Quyết định số 12/QĐ-UBND',
      publishedOn: `${year + 1}-01-15`,
      method: null,
      figures,
      agencies: agencies.map(({ guess: _, ...match }) => match),
      criteria: criteria.map(({ guess: _, ...match }) => match),
    },
  });
  return round;
}

async function lastRound(office: SeededOffice, now: Date): Promise<Round> {
  const reached = await Array.fromAsync(seedCampaign(office, 'published', now));
  return reached.at(-1)!.round;
}
