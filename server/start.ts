import type { FastifyInstance } from 'fastify';
import { buildApp, packsOf } from './app.ts';
import type { Config } from './config.ts';
import { WrongSettings } from './config.ts';
import type { Db } from './db/database.ts';
import { lockFolder } from './db/lock.ts';
import { prepareDatabase } from './db/prepare-database.ts';
import { encodingNotice } from './db/require-suitable.ts';
import { keysLeftInMirror } from './db/round-key-end.ts';
import { watchSlowQueries } from './db/slow-queries.ts';
import type { Deps } from './deps.ts';
import type { Pages } from './http/pages.ts';
import type { MetricsServer } from './operation/metrics-server.ts';
import { beginPrivate, closeToOthers } from './private-folder.ts';
import { clockTrust, findClockLeap, leapNotice } from './retention/clock-leap.ts';
import type { Secrets, SettledKeys } from './secrets.ts';
import { openSecrets } from './secrets.ts';
import { firstAdministrator } from './staff/first-administrator.ts';

export interface Server {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  /** What the person who starts the server must know. */
  readonly notices: readonly string[];
  stop(): Promise<void>;
}

/** Slips could not be printed again and people not be recognised: better not to start at all. */
async function refuseForeignKeys(db: Db, secrets: Secrets, dataDir: string): Promise<void> {
  const mark = secrets.keyed('key-mark', 'sipas').toString('hex');
  await db
    .insertInto('keyMark')
    .values({ mark })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await db.selectFrom('keyMark').select('mark').executeTakeFirstOrThrow();
  if (made.mark === mark) return;
  throw new WrongSettings(
    `${dataDir}/keys không phải khóa của cơ sở dữ liệu này: khôi phục thư mục keys từ bản sao lưu. / ` +
      `${dataDir}/keys are not the keys of this database: restore them from the backup.`,
  );
}

/** What the keeper of the server's keys must do; the mirror's at each start until it is done. */
function keyNotices({ rawKeys, mirror }: SettledKeys, left: number): string[] {
  const notices: string[] = [];
  if (rawKeys > 0)
    notices.push(
      `${rawKeys} khóa của từng đợt nay được bọc bằng khóa chủ. Hãy xóa các tệp ballot-*.key và identity-*.key khỏi mọi bản sao lưu của thư mục keys: bản sao ấy vẫn mở được phiếu. / ` +
        `${rawKeys} keys of rounds are wrapped now. Delete ballot-*.key and identity-*.key from every backup of the keys folder: those copies still open ballots.`,
    );
  if (mirror === 'unreachable')
    notices.push(
      'Không tới được bản thứ hai của khóa từng đợt (ROUND_KEYS_MIRROR): gắn ổ đĩa rồi khởi động lại. / ' +
        'The mirror of the round keys (ROUND_KEYS_MIRROR) cannot be reached: mount its disk and start again.',
    );
  if (left > 0)
    notices.push(
      `${left} khóa đã hủy có thể còn một bản trong ROUND_KEYS_MIRROR: gắn ổ đĩa ấy rồi khởi động lại để hủy nốt. / ` +
        `Of ${left} destroyed keys a copy may be left in ROUND_KEYS_MIRROR: mount that disk and start again, and it is destroyed.`,
    );
  return notices;
}

/** Statements that take long, once there is a log. */
function watch(app: FastifyInstance, { db, config: { slowQueryMs } }: Deps): void {
  if (slowQueryMs !== undefined)
    watchSlowQueries(db, slowQueryMs, (query) => app.log.warn(query, 'slow query'));
}

/** Loaded where they are asked for: with what reads backups for them a tenth of what a start would load. */
async function openMetrics(app: FastifyInstance, deps: Deps): Promise<void> {
  const { metrics: place } = deps.config;
  if (!place) return;
  const { createMetrics } = await import('./operation/metrics.ts');
  const { serveMetrics } = await import('./operation/metrics-server.ts');
  const metrics = createMetrics(deps);
  metrics.observeRequests(app);
  let server: MetricsServer | undefined;
  app.addHook('onReady', async () => {
    server = await serveMetrics(metrics, place);
  });
  app.addHook('onClose', () => server?.close());
}

/** What holds of a kind of database, at every start. */
function databaseNotice({ databaseUrl, databaseOwnerUrl }: Config): string[] {
  if (!databaseUrl)
    return [
      'Cơ sở dữ liệu dùng thử (PGlite): mất điện có thể làm mất phiếu và hỏng dữ liệu. Thu phiếu thật thì đặt DATABASE_URL. / ' +
        'Trial database (PGlite): a power cut can lose answers and damage the data. Set DATABASE_URL for real fieldwork.',
    ];
  if (databaseOwnerUrl) return [];
  return [
    'Tài khoản cơ sở dữ liệu của máy chủ là chủ các bảng, nên tắt được bảo vệ: hãy đặt DATABASE_OWNER_URL (xem README). / ' +
      'The server’s database role owns the tables and could switch their guards off: set DATABASE_OWNER_URL (see README).',
  ];
}

/** Folder lock → rights → database → migrations → application → listening; `stop` goes back the same way. */
export async function start(
  config: Config,
  now: () => Date = () => new Date(),
  pages?: Pages,
): Promise<Server> {
  await beginPrivate(config.dataDir);
  const unlock = config.databaseUrl ? async () => {} : await lockFolder(config.dataDir);
  let db: Db | undefined;
  try {
    const opened = await closeToOthers(config.dataDir);
    db = await prepareDatabase(config);
    const secrets = await openSecrets(config.dataDir, config.roundKeysMirror);
    await refuseForeignKeys(db, secrets, config.dataDir);
    const settled = await secrets.settle();
    const leap = await findClockLeap(db, now());
    let tell = (_: string) => {};
    const isClockTrusted = clockTrust({
      now,
      steady: () => performance.now(),
      isHeld: leap !== undefined,
      onLeap: (notice) => tell(notice),
    });
    const deps: Deps = { db, config, secrets, now, isClockTrusted };
    const app = await buildApp(deps, pages);
    tell = (notice) => app.log.warn(notice);
    watch(app, deps);
    await openMetrics(app, deps);
    const notices: string[] = [...databaseNotice(config), ...(await encodingNotice(db))];
    if (leap) notices.push(leapNotice(leap, now()));
    notices.push(...opened, ...(await packsOf(config)).refused);
    const link = await firstAdministrator(deps);
    if (link)
      notices.push(
        `Đặt mật khẩu quản trị (dùng một lần) / Administrator's one-time link:\n  ${link}`,
      );
    await app.ready();
    notices.push(...keyNotices(settled, await keysLeftInMirror(db)));
    const { port, host, listenFd: fd } = config;
    await app.listen({ port, host, ...(fd !== undefined && { fd }) });
    const open = db;
    return {
      app,
      deps,
      notices,
      async stop() {
        await app.close();
        await open.destroy();
        await unlock();
      },
    };
  } catch (error) {
    await db?.destroy();
    await unlock();
    throw error;
  }
}
