import { record } from '../db/activity.ts';
import { refuseErased } from '../db/erased.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { stepTurn } from '../http/step-turn.ts';
import { sheetName } from './delivery-list.ts';
import { byHamlet } from './delivery-order.ts';
import { namesIn, packTerms } from './queries.ts';
import type { AgencyCases } from './reissue-slips.ts';
import { UNKNOWN_HAMLET } from './slips/slip-text.ts';

export const REMUNERATION_TITLE = 'Danh sách chi trả cho người cung cấp thông tin';
export const REMUNERATION_HEADINGS = [
  'STT',
  'Họ và tên',
  'Thôn, tổ dân phố',
  'Số tiền (đồng)',
  'Ký nhận',
];
const WIDTHS = [6, 28, 28, 16, 24];

export interface Remuneration {
  readonly campaignName: string;
  readonly agencyName: string;
  readonly amount: number;
  readonly people: readonly { readonly name: string; readonly hamlet: string | null }[];
}

/**
 * Who is paid for an answer on paper or in an interview, by hamlet and name. It tells who took part, never what was
 * answered, and is in no order of arrival.
 */
export async function readRemuneration(
  deps: Deps,
  by: string,
  { campaignId, agencyCode }: AgencyCases,
  amount: number,
): Promise<Remuneration> {
  const { db, now } = deps;
  await campaignAt(db, campaignId, 'collecting', 'closed', 'published');
  await refuseErased(db, campaignId);
  const terms = await packTerms(db, campaignId, agencyCode);
  const people = await paidPeople(deps, { campaignId, agencyCode });
  await record(db, {
    at: now(),
    staffId: by,
    act: 'remuneration_list_made',
    campaignId,
    details: { agency: agencyCode, people: people.length },
  });
  return { campaignName: terms.name, agencyName: terms.agencyName, amount, people };
}

export const remunerationName = ({ agencyName }: Remuneration, ending: 'pdf' | 'xlsx'): string =>
  `Danh sách chi trả - ${agencyName}.${ending}`;

export async function remunerationWorkbook({
  campaignName,
  agencyName,
  amount,
  people,
}: Remuneration): Promise<Buffer> {
  const rows = people.map(({ name, hamlet }, i) => [
    i + 1,
    spreadsheetText(name),
    spreadsheetText(hamlet ?? UNKNOWN_HAMLET),
    amount,
    '',
  ]);
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  return Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: sheetName(agencyName, new Set()),
          columns: WIDTHS.map((width) => ({ width })),
          rows: [
            [REMUNERATION_TITLE],
            [spreadsheetText(`${campaignName} · ${agencyName}`)],
            REMUNERATION_HEADINGS,
            ...rows,
            ['', 'Cộng', '', amount * people.length, ''],
          ],
        },
      ],
    }),
  );
}

async function paidPeople({ db, secrets }: Deps, { campaignId, agencyCode }: AgencyCases) {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .select(['invitation.hamlet', 'person.sealed'])
    .where('invitation.campaignId', '=', campaignId)
    .where('invitation.agencyCode', '=', agencyCode)
    .where('invitation.state', '=', 'received')
    .where('invitation.door', 'in', ['paper', 'interview'])
    .execute();
  const named = await namesIn(secrets, campaignId, rows);
  const vietnamese = new Intl.Collator('vi');
  return rows
    .map(({ hamlet }, i) => ({
      hamlet,
      name: named[i]?.cameName ?? named[i]?.fullName ?? '',
    }))
    .sort((a, b) => byHamlet(a.hamlet, b.hamlet) || vietnamese.compare(a.name, b.name));
}
