import { relative, resolve } from 'node:path';
import * as z from 'zod';
import type { ConfigFault, GatewayConfig } from './gateway-config.ts';
import { readGateway } from './gateway-config.ts';
import type { MailConfig } from './mail-config.ts';
import { readMailServer } from './mail-config.ts';
import type { OidcConfig } from './oidc-config.ts';
import { readOidc } from './oidc-config.ts';
import { DatabaseUrl, Host, isProxy, Port, PublicUrl, wholeNumber } from './setting-forms.ts';
import { settingSentences } from './setting-sentences.ts';

/** SD_LISTEN_FDS_START: descriptors 0 to 2 are the standard streams. */
const FIRST_PASSED_FD = 3;

const Environment = z.object({
  PORT: Port.default(3000),
  HOST: Host.default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: PublicUrl.optional(),
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .transform((text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim())))
    .refine((proxies) => proxies.every(isProxy)),
  DATABASE_URL: DatabaseUrl.optional(),
  DATABASE_OWNER_URL: DatabaseUrl.optional(),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^(?!pg_|information_schema$)[a-z_][a-z0-9_]{0,62}$/)
    .default('public'),
  ROUND_KEYS_MIRROR: z.string().min(1).optional(),
  GATEWAY_FILE: z.string().min(1).optional(),
  MAIL_FILE: z.string().min(1).optional(),
  OIDC_FILE: z.string().min(1).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_RECIPIENTS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((keys) => keys.every((key) => /^age1[0-9a-z]{58,}$/.test(key)))
    .optional(),
  BACKUP_KEEP_DAYS: wholeNumber(1, 3650).default(30),
  METRICS_PORT: Port.optional(),
  METRICS_HOST: Host.default('127.0.0.1'),
  SLOW_QUERY_MS: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  LISTEN_PID: z.coerce.number().int().optional(),
  LISTEN_FDS: z.coerce.number().int().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info']).default('warn'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly publicUrl: string;
  /** Who may say for whom a request comes (`X-Forwarded-For`); of all others the word is not taken. */
  readonly trustProxy: readonly string[];
  readonly databaseUrl: string | undefined;
  /** The role that owns the tables, for migrations; the application's own then has least rights. */
  readonly databaseOwnerUrl: string | undefined;
  /** The province's schema: put on the search path, so that no query names it. */
  readonly databaseSchema: string;
  /** Folder for the second copy of each round's wrapped keys; on another disk. */
  readonly roundKeysMirror: string | undefined;
  /** The province's own sender of messages, where it has one. */
  readonly gateway: GatewayConfig | undefined;
  readonly mail: MailConfig | undefined;
  /** The province's own sign-in, beside passwords and passkeys. */
  readonly oidc: OidcConfig | undefined;
  /** Where `npm run backup` writes, and for whose keys. */
  readonly backup:
    | { readonly folder: string; readonly recipients: readonly string[]; readonly keepDays: number }
    | undefined;
  /** Where Prometheus asks; not the port that the public comes to. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** From how many milliseconds on a statement is logged. */
  readonly slowQueryMs: number | undefined;
  /** A listening socket that systemd holds open over a restart (sd_listen_fds(3)). */
  readonly listenFd: number | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info';
}

/** Something only the person who starts the server can put right; said in one line. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

/** Spaces around a value are of the file or shell it came from: `set DATA_DIR=data && npm start` leaves one. */
const trimmed = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const),
  );

/** The only reader of the environment. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Environment.safeParse(trimmed(environment));
  if (!read.success)
    throw new WrongSettings(settingSentences(read.error.issues.map(({ path }) => String(path[0]))));
  const set = read.data;
  const dataDir = resolve(set.DATA_DIR);
  const roundKeysMirror = set.ROUND_KEYS_MIRROR && resolve(set.ROUND_KEYS_MIRROR);
  if (roundKeysMirror && !relative(dataDir, roundKeysMirror).startsWith('..'))
    throw new WrongSettings(
      'ROUND_KEYS_MIRROR: cần một thư mục ngoài DATA_DIR, trên ổ đĩa khác. / ' +
        'ROUND_KEYS_MIRROR: a folder outside DATA_DIR is needed, on another disk.',
    );
  if (set.DATABASE_OWNER_URL && !set.DATABASE_URL)
    throw new WrongSettings(
      'DATABASE_OWNER_URL: đặt thêm DATABASE_URL, với tài khoản riêng của máy chủ. / ' +
        'DATABASE_OWNER_URL: set DATABASE_URL too, with the server’s own role.',
    );
  const gateway = readSecretFile('GATEWAY_FILE', set.GATEWAY_FILE, readGateway);
  const mail = readSecretFile('MAIL_FILE', set.MAIL_FILE, readMailServer);
  const oidc = readSecretFile('OIDC_FILE', set.OIDC_FILE, readOidc);
  const backup = backupOf(set, dataDir);
  return Object.freeze({
    port: set.PORT,
    host: set.HOST,
    dataDir,
    publicUrl: set.PUBLIC_URL ?? `http://localhost:${set.PORT}`,
    trustProxy: set.TRUST_PROXY,
    databaseUrl: set.DATABASE_URL,
    databaseOwnerUrl: set.DATABASE_OWNER_URL,
    databaseSchema: set.DATABASE_SCHEMA,
    roundKeysMirror,
    gateway,
    mail,
    oidc,
    backup,
    metrics:
      set.METRICS_PORT === undefined
        ? undefined
        : { host: set.METRICS_HOST, port: set.METRICS_PORT },
    slowQueryMs: set.SLOW_QUERY_MS,
    listenFd: set.LISTEN_PID === process.pid && set.LISTEN_FDS ? FIRST_PASSED_FD : undefined,
    logLevel: set.LOG_LEVEL,
  });
}

function readSecretFile<T extends object>(
  name: string,
  path: string | undefined,
  reader: (path: string) => T | ConfigFault,
): T | undefined {
  const found = path === undefined ? undefined : reader(resolve(path));
  if (found && 'fault' in found) throw new WrongSettings(`${name}=${path}: ${found.fault}`);
  return found;
}

function backupOf(set: z.output<typeof Environment>, dataDir: string): Config['backup'] {
  if (!set.BACKUP_DIR) return undefined;
  const folder = resolve(set.BACKUP_DIR);
  if (!relative(dataDir, folder).startsWith('..'))
    throw new WrongSettings(
      'BACKUP_DIR: cần một thư mục ngoài DATA_DIR. / BACKUP_DIR: a folder outside DATA_DIR is needed.',
    );
  if (!set.BACKUP_RECIPIENTS)
    throw new WrongSettings(
      'BACKUP_DIR: đặt thêm BACKUP_RECIPIENTS (npm run backup -- new-key tạo khóa). / ' +
        'BACKUP_DIR: set BACKUP_RECIPIENTS too (npm run backup -- new-key makes a key).',
    );
  return { folder, recipients: set.BACKUP_RECIPIENTS, keepDays: set.BACKUP_KEEP_DAYS };
}
