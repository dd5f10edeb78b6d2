import { questionnaires } from '../../server/campaigns/questionnaires.ts';
import { printedForm } from '../../server/invitations/paper-packs/printed-form.ts';
import type { Accuracy } from '../scans/accuracy.ts';
import { accuracyOf, WAYS } from '../scans/accuracy.ts';
import { printedForms } from '../scans/printed-forms.ts';
import type { BenchRow } from './row.ts';

const OFFICE = 'Trung tâm Phục vụ hành chính công';
const ROUNDS = Number(process.env.SCAN_ROUNDS ?? 60);

/** docs/fieldwork.md §3: how many items of scanned forms are decided without a person, and how many of them wrongly. */
export async function measure(): Promise<BenchRow[]> {
  const [questionnaire] = [...(await questionnaires()).values()];
  const form = printedForm(questionnaire!, OFFICE);
  const rows: BenchRow[] = [];
  for (const size of ['normal', 'large'] as const) {
    const pages = await printedForms(questionnaire!, OFFICE, size, [17, 4242]);
    const rounds = { rounds: ROUNDS, seed: 50_000, isLarge: size === 'large' };
    const measured = accuracyOf(form, pages, rounds, WAYS);
    rows.push(
      ...measured.flatMap((accuracy, i) => rowsOf(`${size}, ${WAYS[i]!.name}`, accuracy, i === 0)),
    );
  }
  return rows;
}

function rowsOf(name: string, accuracy: Accuracy, isProduct: boolean): BenchRow[] {
  const { pages, unread, wrongNumbers, items, decided, wrong, mean } = accuracy;
  const goal = (text: string) => (isProduct ? text : '');
  const row = (label: string, value: number, unit: string, aim: string): BenchRow => ({
    label: `scans ${name}: ${label}`,
    measured: value,
    unit,
    goal: goal(aim),
  });
  return [
    row(`items decided, of ${items}`, (100 * decided) / items, '%', '≥ 95'),
    row(`of these wrong (${wrong})`, decided === 0 ? 0 : (100 * wrong) / decided, '%', '≤ 0.1'),
    row(`pages unread, of ${pages}`, unread, 'pages', ''),
    row('pages under a wrong number', wrongNumbers, 'pages', '≤ 0'),
    row('a page, mean', mean, 'ms', '≤ 1000'),
  ];
}
