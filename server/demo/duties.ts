import type { NewItem } from '#contract/action-plan.ts';
import {
  addActionItems,
  decideAction,
  getActionPlan,
  reportAction,
} from '#contract/action-plan.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import { getPublished } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { Caller } from './caller.ts';
import type { Fieldwork } from './citizens.ts';
import type { Colleague } from './colleagues.ts';

interface Weak {
  readonly domain: Domain;
  readonly figure: Figure;
}

const percent = (share: number) => `${Math.round(100 * share)}%`;

/** Duties from the weakest published criteria: of two agencies, and one of the province that several lead. */
export async function followUp(
  fieldwork: Fieldwork,
  campaignId: string,
  clerk: Colleague,
): Promise<number> {
  const { address, accounts } = fieldwork;
  const agencyCode = clerk.agencyCode!;
  const params = { campaignId };
  const { results } = await new Caller(address).call(getPublished, { params });
  const own = weakest(results, (domain) => domain.agencyCode === agencyCode);
  const others = weakest(results, (domain) => domain.agencyCode !== agencyCode);
  const [province] = weakestOf(results, provinceOf(results));
  const [first, second, third] = own;
  const [worst] = others;
  const items = [
    duty(results, first, '30/12/2026'),
    duty(results, second, '31/12/2026'),
    duty(results, third, 'Quý I/2027'),
    duty(results, worst, '30/6/2027'),
    duty(results, province && { domain: provinceOf(results), figure: province }, '31/3/2027', [
      agencyCode,
      ...(worst ? [worst.domain.agencyCode!] : []),
    ]),
  ].flatMap((item) => item ?? []);
  const { homeAffairs } = accounts;
  await homeAffairs.call(addActionItems, { params, body: { items } });
  await report(fieldwork, campaignId, clerk);
  return items.length;
}

/** The first duty is closed, the second sent back and late, of the third the agency has begun. */
async function report(
  { accounts }: Fieldwork,
  campaignId: string,
  clerk: Colleague,
): Promise<void> {
  const { homeAffairs } = accounts;
  const agencyCode = clerk.agencyCode!;
  const agency = await accounts.callerOf(clerk);
  const { items } = await agency.call(getActionPlan, { params: { campaignId } });
  const [closed, returned, begun] = items.map(({ id }) => ({ campaignId, itemId: id, agencyCode }));
  const say = (params: typeof closed, kind: 'doing' | 'done', text: string) =>
    params && agency.call(reportAction, { params, body: { kind, text } });
  const decide = (params: typeof closed, kind: 'accepted' | 'returned', text: string) =>
    params && homeAffairs.call(decideAction, { params, body: { kind, text } });
  await say(closed, 'done', 'Đã niêm yết lại thủ tục và bố trí thêm một người hướng dẫn tại sảnh.');
  await decide(closed, 'accepted', 'Đã kiểm tra tại chỗ, đúng như báo cáo.');
  await say(returned, 'done', 'Đã nhắc cán bộ trong giao ban.');
  await decide(returned, 'returned', 'Chưa có bằng chứng: gửi kèm biên bản hoặc ảnh chụp.');
  await say(begun, 'doing', 'Đang sửa quy chế phối hợp, dự kiến xong trong tháng 2.');
}

const provinceOf = ({ domains }: Results) => domains.find(({ level }) => level === 'province')!;

const labelOf = ({ nodes }: Results, code: string) =>
  nodes.find((node) => node.code === code)!.label.vi;

/** Criteria whose figure is shown, the lowest first. */
function weakestOf({ nodes }: Results, { figures }: Domain): Figure[] {
  const criteria = new Set(
    nodes.filter(({ question }) => question !== null).map(({ code }) => code),
  );
  return figures
    .filter(
      ({ node, verdict, index }) => criteria.has(node) && verdict === 'show' && index !== null,
    )
    .sort((first, second) => first.index! - second.index!);
}

/** Of agencies only what their own mark calls lower than the province, where there are any. */
function weakest(results: Results, isWanted: (domain: Domain) => boolean): Weak[] {
  const all = results.domains
    .filter((domain) => domain.level === 'agency' && isWanted(domain))
    .flatMap((domain) => weakestOf(results, domain).map((figure) => ({ domain, figure })))
    .sort((first, second) => first.figure.index! - second.figure.index!);
  const marked = all.filter(({ figure }) => figure.tier === 'lower');
  return marked.length > 0 ? marked : all;
}

/** As the office fills it in from a figure: lower is said only where the mark says it. */
function duty(
  results: Results,
  weak: Weak | undefined,
  deadline: string,
  agencies?: string[],
): NewItem | undefined {
  if (!weak) return undefined;
  const { domain, figure } = weak;
  const { agencyCode, name } = domain;
  const criterion = labelOf(results, figure.node);
  const range = `${percent(figure.index!)} (khoảng ${percent(figure.low!)}–${percent(figure.high!)})`;
  const line = provinceOf(results).figures.find(({ node }) => node === figure.node);
  const comparison =
    figure.tier === 'lower' && line?.index ? `, thấp hơn mức chung ${percent(line.index)}` : '';
  const words = `${criterion}: ${name} ${range}${comparison}`;
  return {
    section: null,
    criterion,
    shortcoming: words,
    duty: `Tìm nguyên nhân và khắc phục: ${criterion}`,
    expected: null,
    product: 'Báo cáo kết quả kèm bằng chứng',
    person: null,
    authority: null,
    leads: agencyCode ? name : 'Các đơn vị có chỉ số thấp nhất',
    partners: 'Sở Nội vụ',
    deadline,
    nodeCode: figure.node,
    figureAgency: agencyCode,
    figure: words,
    agencies: agencies ?? [agencyCode!],
  };
}
