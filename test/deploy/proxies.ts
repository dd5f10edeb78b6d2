import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../postgres-server.ts';
import { DEPLOY, Refused, run } from './programs.ts';

export interface ReverseProxy {
  readonly port: number;
  readonly plainPort: number;
  readonly certificate: string;
  /** All that it has written: its output and its files. */
  written(): Promise<string>;
  stop(): Promise<void>;
}

const SITE = 'ks.tinh.gov.vn';

/** The example as it is, but for ports, certificate and folders. */
function replaced(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Refused(`“${from}” is no longer in the example`);
    return changed.replaceAll(from, to);
  }, text);
}

export async function startNginx(
  folder: string,
  serverPort: number,
  port: number,
): Promise<ReverseProxy> {
  const [certificate, key] = makeCertificate(folder);
  const plainPort = await freePort();
  const logs = join(folder, 'logs');
  await mkdir(logs);
  const site = replaced(await readFile(join(DEPLOY, 'nginx.conf'), 'utf8'), [
    ['server 127.0.0.1:3000;', `server 127.0.0.1:${serverPort};`],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['    listen [::]:80;\n', ''],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['    listen [::]:443 ssl http2;\n', ''],
    [SITE, 'localhost'],
    ['/var/log/nginx/', `${logs}/`],
    ['/etc/ssl/sipas/fullchain.pem', certificate],
    ['/etc/ssl/sipas/privkey.pem', key],
  ]);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n');
  const path = join(folder, 'nginx.conf');
  await writeFile(
    path,
    `daemon off; pid ${folder}/nginx.pid; error_log stderr warn;\nevents {}\nhttp {\n${temporary}\n${site}\n}\n`,
  );
  run('nginx', ['-t', '-p', folder, '-c', path]);
  const started = await startProgram('nginx', ['-p', folder, '-c', path], port);
  const files = ['sipas-error.log'].map((name) => join(logs, name));
  return { port, plainPort, certificate, ...started, written: () => allOf(started.output, files) };
}

export async function startCaddy(
  folder: string,
  serverPort: number,
  port: number,
): Promise<ReverseProxy> {
  const [certificate, key] = makeCertificate(folder);
  const plainPort = await freePort();
  const text = replaced(await readFile(join(DEPLOY, 'Caddyfile'), 'utf8'), [
    ['127.0.0.1:3000', `127.0.0.1:${serverPort}`],
    [
      '\tlog default {',
      `\tadmin off\n\thttp_port ${plainPort}\n\thttps_port ${port}\n\tlog default {`,
    ],
    [`${SITE} {`, `localhost {\n\ttls ${certificate} ${key}`],
  ]);
  const path = join(folder, 'Caddyfile');
  await writeFile(path, text);
  const config = ['--adapter', 'caddyfile', '--config', path];
  run('caddy', ['validate', '--adapter', 'caddyfile', '--config', join(DEPLOY, 'Caddyfile')]);
  const started = await startProgram('caddy', ['run', ...config], port, { HOME: folder });
  return { port, plainPort, certificate, ...started, written: () => allOf(started.output, []) };
}

function makeCertificate(folder: string): readonly [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'fullchain.pem'), join(folder, 'privkey.pem')];
  run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', key, '-out', certificate],
  ]);
  return [certificate, key];
}

async function startProgram(
  program: string,
  args: readonly string[],
  port: number,
  settings: Readonly<Record<string, string>> = {},
) {
  const output: string[] = [];
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...settings } });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => output.push(chunk));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Refused(`${program} ended\n${output.join('')}`);
    await pause(50);
  }
  return { output, stop };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function allOf(output: readonly string[], files: readonly string[]): Promise<string> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return [...output, ...texts].join('\n');
}
