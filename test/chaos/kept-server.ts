import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { programOf } from '../program-environment.ts';
import { OPEN_DAY } from '../scenario-collecting.ts';
import { pause } from './chance.ts';

/** A server in a process of its own, started anew whenever it ends by itself: that is counted, and its last words told. */
export function keptServer(settings: Readonly<Record<string, string>>) {
  const output: string[] = [];
  let crashes = 0;
  let isEnding = false;
  let starting: Promise<ChildProcess>;
  const log = () => output.join('');
  const onExit = (code: number | null, signal: string | null) => {
    if (isEnding) return;
    crashes += 1;
    console.error(`the server ended by itself (${signal ?? code}): ${log().slice(-2000)}`);
    start().catch(() => undefined);
  };
  const start = () => {
    isEnding = false;
    starting = startServer(settings, (chunk) => output.push(chunk)).then((server) =>
      server.once('exit', onExit),
    );
    return starting;
  };
  return {
    start,
    log,
    /** How often the server ended without a command. */
    crashes: () => crashes,
    /** At once, whatever it was doing. Of one that ended by itself and is being started again, the new one. */
    async end() {
      const server = await starting;
      isEnding = true;
      if (hasEnded(server)) return;
      await new Promise((resolve) => {
        server.once('exit', resolve);
        server.kill('SIGKILL');
      });
    },
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

/** As `npm start` does. */
const STARTED_WITH = programOf('start').slice(0, -1);
const ROOT = join(import.meta.dirname, '../..');

export async function startServer(
  settings: Readonly<Record<string, string>>,
  onWord: (chunk: string) => void,
  program = join(import.meta.dirname, 'server.ts'),
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...STARTED_WITH, program], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      CLOCK_AHEAD: String(Date.parse(OPEN_DAY) - Date.now()),
      ...settings,
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onWord);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (hasEnded(child)) throw new Error('the server did not start');
    const health = await fetch(`http://127.0.0.1:${settings.PORT}/api/health`).catch(
      () => undefined,
    );
    if (health?.ok) return child;
    await pause(50);
  }
  throw new Error('the server is not ready');
}
