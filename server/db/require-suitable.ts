import { sql } from 'kysely';
import type { Db } from './database.ts';

/** `unique nulls not distinct`, `merge` and `security_invoker` came with it. */
const OLDEST = 15;

class UnsuitableDatabase extends Error {
  override readonly name = 'UnsuitableDatabase';
}

/**
 * Before the first migration of a run. A database without tables has to keep letters: as SQL_ASCII it would count and compare
 * their bytes, and nothing would say so.
 */
export async function requireSuitable(db: Db, isNew: boolean): Promise<void> {
  const { version, encoding } = await readServer(db);
  const major = Math.floor(version / 10_000);
  if (major < OLDEST) {
    const name = `${major}.${version % 10_000}`;
    throw new UnsuitableDatabase(
      `PostgreSQL này là bản ${name}: cần bản ${OLDEST} trở lên. Nâng cấp PostgreSQL, hoặc sửa DATABASE_URL. / ` +
        `This PostgreSQL is version ${name}: ${OLDEST} or later is needed. Upgrade PostgreSQL, or correct DATABASE_URL.`,
    );
  }
  if (isNew && encoding !== 'UTF8')
    throw new UnsuitableDatabase(
      `Cơ sở dữ liệu này lưu chữ theo ${encoding}: cần UTF8. Tạo cơ sở dữ liệu khác (createdb --template=template0 --encoding=UTF8 TÊN) và ghi tên vào DATABASE_URL. / ` +
        `This database keeps its text as ${encoding}: UTF8 is needed. Make another one (createdb --template=template0 --encoding=UTF8 NAME) and name that in DATABASE_URL.`,
    );
}

/** One that an earlier version took keeps serving: at each start its keeper reads what is wrong with it, and the way out. */
export async function encodingNotice(db: Db): Promise<string[]> {
  const { encoding } = await readServer(db);
  if (encoding === 'UTF8') return [];
  return [
    `Cơ sở dữ liệu này lưu chữ theo ${encoding}, nên tìm kiếm, sắp xếp và độ dài tính theo byte. Chuyển: npm run backup, tạo cơ sở dữ liệu UTF8 (createdb --template=template0 --encoding=UTF8 TÊN), ghi tên vào DATABASE_URL, npm run restore. / ` +
      `This database keeps its text as ${encoding}, so searches, order and lengths go by bytes. To move: npm run backup, make a database in UTF8 (createdb --template=template0 --encoding=UTF8 NAME), name that in DATABASE_URL, npm run restore.`,
  ];
}

async function readServer(db: Db): Promise<{ version: number; encoding: string }> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding`.execute(db);
  return rows[0]!;
}
