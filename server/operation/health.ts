import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { isCurrent } from '../db/migrate.ts';
import type { Deps } from '../deps.ts';
import type { MirrorState } from '../keys/mirror.ts';
import { mirrorOf } from '../keys/mirror.ts';

type PartState = 'ok' | 'failing' | 'none';

/** Words only: a stranger learns neither a number nor a path. */
export interface Health {
  readonly status: 'ready' | 'degraded' | 'stopping' | 'down';
  readonly parts: Readonly<Record<string, PartState>>;
}

/** An upload and the answers of a day need no more. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
const LONGEST_MS = 5000;

export async function readHealth(deps: Deps, isStopping: boolean): Promise<Health> {
  const { config } = deps;
  const database = await stateOf(() => sql`select 1`.execute(deps.db));
  const isUp = database === 'ok';
  const parts = {
    database,
    migrations: isUp ? await stateOf(async () => needs(await isCurrent(deps.db))) : database,
    queue: isUp ? await stateOf(async () => needs(await isQueueMoving(deps))) : database,
    disk: await stateOf(async () => needs((await freeBytes(config.dataDir)) > LEAST_FREE_BYTES)),
    keys: await stateOf(() => access(join(config.dataDir, 'keys/master.key'), constants.R_OK)),
    mirror: await mirrorState(deps),
  };
  const isWell = Object.values(parts).every((state) => state !== 'failing');
  if (isStopping) return { status: 'stopping', parts };
  if (!isUp) return { status: 'down', parts };
  return { status: isWell ? 'ready' : 'degraded', parts };
}

async function stateOf(look: () => Promise<unknown>): Promise<PartState> {
  const looked = look().then(
    (): PartState => 'ok',
    (): PartState => 'failing',
  );
  return Promise.race([looked, late('failing' as const)]);
}

const late = <T>(state: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(state), LONGEST_MS).unref());

function needs(isSo: boolean): void {
  if (!isSo) throw new Error('not so');
}

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** By folder: looks that have not come to their end. A disk of the network that hangs holds a thread of the process for each. */
const looks = new Map<string, Promise<MirrorState>>();

async function mirrorState({ config }: Deps): Promise<PartState> {
  const folder = join(config.dataDir, 'rounds');
  const look =
    looks.get(folder) ??
    mirrorOf(folder, config.roundKeysMirror)
      .state()
      .finally(() => looks.delete(folder));
  looks.set(folder, look);
  const state = await Promise.race([look, late('unreachable' as const)]);
  if (state === 'none') return 'none';
  return state === 'reached' ? 'ok' : 'failing';
}

/** No message of the outbox that could be sent has waited for an hour. */
async function isQueueMoving({ db, config, now }: Deps): Promise<boolean> {
  if (!config.gateway && !config.mail) return true;
  const { rows } = await sql<{ late: boolean }>`select exists (
    select from contact_message where state = 'sending'
      and changed_at < ${new Date(now().getTime() - 3_600_000)}) as late`.execute(db);
  return !rows[0]!.late;
}
