import { confirmSheets } from '../../server/frames/import/confirm-sheets.ts';
import { partsOf } from '../../server/frames/import/sheet-parts.ts';
import type { ConfirmedColumns } from '../../server/frames/store/confirmed-columns.ts';
import { AgencyRegister } from '../../server/lists/decide/agency-register.ts';
import { eachDossierRow } from '../../server/lists/decide/dossier-rows.ts';
import { SheetTops } from '../../server/lists/read/sheet-tops.ts';
import { understandTop } from '../../server/lists/understand/leading-sheet.ts';
import { readTop } from '../../server/lists/understand/list-top.ts';
import { previewOf } from '../../server/lists/understand/preview.ts';
import { lookAtSheets } from '../../server/lists/understand/sheet-looks.ts';
import { refusalOf } from '../../server/problem.ts';

const AGENCY = { code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune', provinceCode: '19' };
const AGENCIES = { provinceCode: '19', ownAgency: AGENCY.code, mayRegister: false };
const NOTHING = { byHeading: new Map(), byColumn: undefined };

/** Reads a file as an upload and an import would; gives the refusal's code or how many rows there are. */
export async function readDamaged(path: string): Promise<string | number> {
  try {
    const sheets = await SheetTops.open(path);
    const leading = understandTop(await readTop(sheets), undefined, () => NOTHING);
    const looks = await lookAtSheets(sheets, leading);
    const preview = previewOf(leading, looks, false);
    const columnsOf = preview.columns.flatMap(({ role, index }) => (role ? [{ index, role }] : []));
    const chosen = { ...preview, columns: columnsOf, sheets: undefined, agencyFrom: undefined };
    const confirmed: ConfirmedColumns = {
      headingRows: preview.headingRows,
      headings: leading.headings.texts,
      columns: columnsOf,
      ...(looks.length > 0 &&
        confirmSheets(looks, preview.sheet, { ...chosen, isProvince: false })),
    };
    const columns = new Map(confirmed.columns.map(({ role, index }) => [role, index] as const));
    const rules = {
      columns,
      window: { from: '2026-01-01', to: '2026-12-31', today: '2026-11-02' },
      agencies: new AgencyRegister([AGENCY], AGENCIES),
      ownAgency: AGENCY.code,
    };
    let count = 0;
    await eachDossierRow({ parts: await partsOf(sheets, confirmed), rules }, () => count++);
    return count;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.code;
  }
}
