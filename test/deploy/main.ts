// The files of deploy/ as the programs that read them understand them, and the server behind them.  npm run deploy-check
// Takes nginx, caddy, promtool, systemd-analyze and hadolint from PATH; what is not there is named and not checked.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../postgres-server.ts';
import { faultsBehind, startBehind } from './behind-proxy.ts';
import { DEPLOY, isInPath, Refused, ROOT, run } from './programs.ts';
import type { ReverseProxy } from './proxies.ts';
import { startCaddy, startNginx } from './proxies.ts';
import { verifyUnits } from './units.ts';

type Check = (folder: string) => Promise<string[]>;

const CHECKS: Readonly<Record<string, Check>> = {
  nginx: (folder) => askThrough(folder, startNginx),
  caddy: (folder) => askThrough(folder, startCaddy),
  'systemd-analyze': verifyUnits,
  async promtool() {
    run('promtool', ['check', 'rules', join(DEPLOY, 'prometheus-alerts.yml')]);
    return [];
  },
  async hadolint() {
    run('hadolint', [join(DEPLOY, 'Containerfile')]);
    return [];
  },
};

type StartProxy = (folder: string, serverPort: number, proxyPort: number) => Promise<ReverseProxy>;

async function askThrough(folder: string, startProxy: StartProxy): Promise<string[]> {
  const port = await freePort();
  const server = await startBehind(folder, port);
  try {
    const proxy = await startProxy(folder, server.port, port);
    try {
      return await faultsBehind(proxy, server);
    } finally {
      await proxy.stop();
    }
  } finally {
    await server.stop();
  }
}

async function faultsOf(check: Check): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-deploy-'));
  // A proxy's workers run under another account.
  await chmod(folder, 0o755);
  try {
    return await check(folder);
  } catch (error) {
    if (error instanceof Refused) return [error.message];
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.chdir(ROOT);
for (const [program, check] of Object.entries(CHECKS)) {
  if (!isInPath(program)) {
    console.log(`${program}: not in PATH, not checked`);
    continue;
  }
  const faults = await faultsOf(check);
  console.log(`${program}: ${faults.length === 0 ? 'OK' : faults.join('\n  ')}`);
  if (faults.length > 0) process.exitCode = 1;
}
