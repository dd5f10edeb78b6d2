import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Endpoint, Replied, Role, Sent } from '#contract/endpoint.ts';
import { buildApp } from '../server/app.ts';
import type { Config } from '../server/config.ts';
import type { Db } from '../server/db/database.ts';
import type { Deps } from '../server/deps.ts';
import { hashOf } from '../server/http/access.ts';
import { openSecrets } from '../server/secrets.ts';
import { freshDatabase } from './database.ts';

/** A server of its own for one test file, with a clock that the test may move. */
export interface Office {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  at(moment: string): void;
  /** Signs somebody in without the password's cost: the session is as real as any. */
  as(role: Role, agencyCode?: string, isLead?: boolean): Promise<Caller>;
  /** Of an agency: does what its clerks do, and signs. */
  leader(agencyCode: string): Promise<Caller>;
  readonly nobody: Caller;
  close(): Promise<void>;
}

export interface Caller {
  readonly staffId: string | null;
  /** As a browser sends it, for tests that write to the connection themselves. */
  readonly cookie: string;
  /** Calls an endpoint through HTTP and gives its reply; a refusal is thrown as `RefusedCall`. */
  call<E extends Endpoint>(endpoint: E, input: Sent<E>): Promise<Replied<E>>;
  /** The bare HTTP reply: for files, uploads and refusals. */
  send(method: string, path: string, payload?: object | Buffer): Promise<LightMyRequestResponse>;
}

export class RefusedCall extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(status: number, body: { code: string; details: Record<string, unknown> }) {
    super(`${status} ${body.code} ${JSON.stringify(body.details)}`);
    this.status = status;
    this.code = body.code;
    this.details = body.details;
  }
}

export async function openOffice(): Promise<Office> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sipas-office-'));
  const office = await officeOn(await freshDatabase(), dataDir);
  return {
    ...office,
    async close() {
      await office.close();
      // What an office still writes when it closes may come while its folder is emptied.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The same on a database and a folder that were there before and stay. */
export async function officeOn(
  db: Db,
  dataDir: string,
  settings: Partial<Config> = {},
): Promise<Office> {
  let clock = new Date('2026-11-02T02:00:00Z');
  const deps: Deps = {
    db,
    secrets: await openSecrets(dataDir, settings.roundKeysMirror),
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir,
      trustProxy: ['loopback'],
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      databaseSchema: 'public',
      roundKeysMirror: undefined,
      gateway: undefined,
      mail: undefined,
      oidc: undefined,
      backup: undefined,
      metrics: undefined,
      slowQueryMs: undefined,
      listenFd: undefined,
      logLevel: 'silent',
      ...settings,
    },
    now: () => clock,
  };
  const app = await buildApp(deps);
  return {
    app,
    deps,
    at: (moment) => {
      clock = new Date(moment);
    },
    as: (role, agencyCode, isLead) => signIn(app, deps, role, agencyCode, isLead),
    leader: (agencyCode) => signIn(app, deps, 'agency', agencyCode, true),
    nobody: caller(app, null),
    async close() {
      await app.close();
      await db.destroy();
    },
  };
}

async function signIn(
  app: FastifyInstance,
  deps: Deps,
  role: Role,
  agencyCode?: string,
  isLead = false,
): Promise<Caller> {
  const staffId = randomUUID();
  const token = randomUUID();
  const now = deps.now();
  await deps.db
    .insertInto('staff')
    .values({
      id: staffId,
      username: `${role}.${staffId.slice(0, 8)}`,
      fullName: `Người thử ${role}`,
      role,
      isLead,
      agencyCode: agencyCode ?? null,
      passwordHash: null,
      createdAt: now,
    })
    .execute();
  await deps.db
    .insertInto('session')
    // Tests move the clock by months; the session's half hour is tested by itself.
    .values({
      tokenHash: hashOf(token),
      staffId,
      startedAt: now,
      lastSeenAt: new Date('2099-01-01'),
      expiresAt: new Date('2099-01-02'),
    })
    .execute();
  return caller(app, staffId, token);
}

function caller(app: FastifyInstance, staffId: string | null, token?: string): Caller {
  const cookies: Record<string, string> = token ? { session: token } : {};
  async function send(method: string, path: string, payload?: object | Buffer) {
    return app.inject({
      method: method as 'GET',
      url: path,
      cookies,
      ...(payload && {
        payload,
        headers: {
          'content-type': Buffer.isBuffer(payload)
            ? 'application/octet-stream'
            : 'application/json',
        },
      }),
    });
  }
  return {
    staffId,
    cookie: token ? `session=${token}` : '',
    send,
    async call(endpoint, input) {
      const { params, query, body } = input as { params?: object; query?: object; body?: object };
      const response = await send(endpoint.method, pathOf(endpoint.path, params, query), body);
      if (response.statusCode >= 400) throw new RefusedCall(response.statusCode, response.json());
      return response.json();
    },
  };
}

export function pathOf(path: string, params: object = {}, query: object = {}): string {
  let filled = path;
  for (const [name, value] of Object.entries(params))
    filled = filled.replace(`:${name}`, encodeURIComponent(String(value)));
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return search ? `${filled}?${search}` : filled;
}
