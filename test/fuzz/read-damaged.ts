import { AgencyRegister } from '../../server/lists/decide/agency-register.ts';
import { readApplication } from '../../server/lists/decide/read-application.ts';
import { readList } from '../../server/lists/read/read-list.ts';
import { SheetTops } from '../../server/lists/read/sheet-tops.ts';
import { dossierRowsOf } from '../../server/lists/understand/list-rows.ts';
import { readTop, sheetsOfList } from '../../server/lists/understand/list-top.ts';
import { previewOf } from '../../server/lists/understand/preview.ts';
import { refusalOf } from '../../server/problem.ts';

const AGENCY = { code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune', provinceCode: '19' };
const AGENCIES = { provinceCode: '19', ownAgency: AGENCY.code, mayRegister: false };
const NOTHING = { byHeading: new Map(), byColumn: undefined };

/** Reads a file as an upload and an import would; gives the refusal's code or how many rows there are. */
export async function readDamaged(path: string): Promise<string | number> {
  try {
    const sheets = await SheetTops.open(path);
    const top = await readTop(sheets);
    const preview = previewOf(top, false, undefined, () => NOTHING);
    const headings = preview.columns.map(({ heading }) => heading);
    const columns = new Map(
      preview.columns.flatMap(({ role, index }) => (role ? [[role, index] as const] : [])),
    );
    const rules = {
      columns,
      window: { from: '2026-01-01', to: '2026-12-31', today: '2026-11-02' },
      agencies: new AgencyRegister([AGENCY], AGENCIES),
      ownAgency: AGENCY.code,
    };
    let count = 0;
    for (const part of await sheetsOfList(sheets, top.list, preview.headingRows, headings)) {
      const isDossier = dossierRowsOf(columns, headings);
      for await (const rows of readList(part.list))
        for (const row of rows)
          if (row.number > part.below && isDossier(row)) {
            readApplication(row, rules);
            count++;
          }
    }
    return count;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.code;
  }
}
