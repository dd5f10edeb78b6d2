import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { postName } from '#contract/endpoint.ts';
import * as contract from '#contract/staff-batch.ts';
import texts from '../../client/locales/office.vi.json' with { type: 'json' };
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { stepTurn } from '../http/step-turn.ts';
import { problem } from '../problem.ts';
import { addStaff } from './add-staff.ts';
import { accounts } from './queries.ts';
import { readBatch } from './read-batch.ts';
import { smallWorkbook } from './small-workbook.ts';

export function batchRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.downloadStaffTemplate, async () => ({
    fileName: 'tai-khoan.xlsx',
    content: await template(db),
  }));
  serve(app, deps, contract.readStaffFile, async ({ upload }) => {
    if (!(upload instanceof Readable)) throw problem('file_empty');
    const table = await smallWorkbook(upload);
    const agencies = await db.selectFrom('agency').select(['code', 'name']).execute();
    const known = (await accounts(db))
      .filter(({ handedOverAt }) => handedOverAt === null)
      .map((account) => ({ ...account, post: postName(account) }));
    return { rows: readBatch(table, { agencies, accounts: known }) };
  });
  serve(app, deps, contract.addStaffBatch, ({ body }, { caller }) =>
    db.transaction().execute(async (trx) => {
      const links = [];
      for (const account of body.accounts) {
        const made = await addStaff({ ...deps, db: trx }, caller.id, account);
        links.push({ ...made, username: account.username });
      }
      return { links };
    }),
  );
}

/** A clerk and a leader for each agency of the newest round; the names are filled in by hand. */
async function template(db: Db): Promise<Buffer> {
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('provinceCode', '=', (campaign) =>
      campaign.selectFrom('campaign').select('provinceCode').orderBy('createdAt', 'desc').limit(1),
    )
    .orderBy('kind')
    .orderBy('name')
    .execute();
  const rows = agencies.flatMap(({ code, name }) =>
    [texts.role.agency, texts.role.leader].map((post) => [
      '',
      post,
      code,
      spreadsheetText(name),
      '',
      '',
    ]),
  );
  const headings = ['Họ và tên', 'Vai trò', 'Mã đơn vị', 'Tên đơn vị', 'Điện thoại', 'Thư điện tử'];
  const others = Object.values(texts.role).map((post) => [post]);
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  const workbook = await writeXlsx({
    sheets: [
      { name: 'Tài khoản', rows: [headings, ...rows] },
      { name: 'Vai trò', rows: [['Các vai trò ghi được ở cột “Vai trò”'], ...others] },
    ],
  });
  return Buffer.from(workbook);
}
