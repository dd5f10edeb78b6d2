// Truth: the files that a technician copies. A unit with a wrong name, a proxy that keeps links or an alert on a metric
// that nobody serves is found here and not at night.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMetrics } from '../../../server/operation/metrics.ts';

const root = join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(root, 'deploy', name), 'utf8');
const withoutComments = (text: string) => text.replaceAll(/^\s*#.*$/gm, '');

/** As a server without its database serves them: every name is there. */
async function metricNames(): Promise<Set<string>> {
  const config = { dataDir: root, metrics: undefined };
  const metrics = createMetrics({ db: {}, config, now: () => new Date() } as never);
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set(
    names.flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_count`, `${name}_bucket`, `${name}_sum`] : [name],
    ),
  );
}

const metricsIn = (text: string) =>
  new Set(text.match(/\b(?:sipas|nodejs|process)_[a-z0-9_]+\b/g) ?? []);

test('alerts and dashboard ask for metrics that are served, of routes that exist', async () => {
  const served = await metricNames();
  const dashboard = JSON.parse(read('grafana-dashboard.json'));
  const queries: string[] = dashboard.panels.flatMap(
    ({ targets }: { targets: { expr: string }[] }) => targets.map(({ expr }) => expr),
  );
  const alerts = [...read('prometheus-alerts.yml').matchAll(/expr: (.+)$/gm)].map(
    ([, expr]) => expr!,
  );
  expect(queries.length).toBeGreaterThan(10);
  expect(alerts.length).toBeGreaterThan(8);
  const asked = metricsIn([...queries, ...alerts].join('\n'));
  expect([...asked].filter((name) => !served.has(name))).toEqual([]);
  const endpoints = readFileSync(join(root, 'test/golden/endpoints.txt'), 'utf8');
  for (const [, route] of alerts.join('\n').matchAll(/route="([^"]+)"/g))
    expect(endpoints).toContain(` ${route} `);
});

test('no reverse proxy keeps an address that may be a link, and each says for whom it asks', () => {
  const nginx = withoutComments(read('nginx.conf'));
  const servers = nginx.split(/^server \{/m).slice(1);
  expect(servers).toHaveLength(2);
  for (const server of servers) {
    expect(server).toMatch(/^\s+access_log off;$/m);
    expect(server).toMatch(/^\s+error_log \S+ crit;$/m);
  }
  expect(nginx).not.toMatch(/access_log (?!off)/);
  expect(nginx).toMatch(/proxy_set_header X-Forwarded-For \$remote_addr;/);
  expect(nginx).not.toContain('proxy_add_x_forwarded_for');
  expect(nginx.split('{').length).toBe(nginx.split('}').length);
  const caddy = withoutComments(read('Caddyfile'));
  // Of a site: an access log. The global one leaves requests out.
  expect(caddy.slice(caddy.indexOf('ks.tinh'))).not.toMatch(/^\s*log\b/m);
  expect(caddy).toMatch(/exclude http\.log\.access http\.log\.error/);
});

test('systemd’s units run files that exist, with settings that are read, and reach neither rounds nor uploads for a backup', () => {
  const settings = readFileSync(join(root, 'server/config.ts'), 'utf8');
  for (const name of readdirSync(join(root, 'deploy/systemd'))) {
    const unit = withoutComments(read(`systemd/${name}`));
    for (const line of unit.split('\n').filter(Boolean))
      expect(line, name).toMatch(/^(?:\[[A-Z]\w+\]|[A-Z]\w+=.*)$/);
    for (const [, file] of unit.matchAll(/(?:--require \.\/|\s)((?:server\/)?[\w-]+\.(?:cjs|ts))/g))
      expect(existsSync(join(root, file!)), `${name}: ${file}`).toBe(true);
    for (const [, setting] of unit.matchAll(/^Environment=(\w+)=/gm))
      expect(settings).toContain(`  ${setting}: z.`);
    if (name.endsWith('.service'))
      for (const hardened of [
        'NoNewPrivileges=true',
        'ProtectSystem=strict',
        'ProtectHome=true',
        'UMask=0077',
        'LimitCORE=0',
      ])
        expect(unit, name).toContain(hardened);
  }
  expect(read('systemd/sipas-backup.service')).toMatch(
    /^InaccessiblePaths=-\/var\/lib\/sipas\/rounds -\/var\/lib\/sipas\/uploads$/m,
  );
});

/** Rules of hadolint (DL3002, DL3006, DL3007, DL3020, DL3025, DL4000) and of this platform. */
function faultsOf(containerfile: string): string[] {
  const lines = withoutComments(containerfile).replaceAll('\\\n', ' ').split('\n').filter(Boolean);
  const withWord = (word: string) => lines.filter((line) => line.startsWith(`${word} `));
  const faults = lines.filter(
    (line) =>
      !/^(?:FROM|WORKDIR|COPY|RUN|ENV|VOLUME|USER|EXPOSE|STOPSIGNAL|HEALTHCHECK|CMD) /.test(line),
  );
  faults.push(...withWord('FROM').filter((line) => !/^FROM \S+:(?!latest)\S+/.test(line)));
  const user = withWord('USER').at(-1);
  if (!user || /^USER (?:root|0)\b/.test(user)) faults.push(user ?? 'no USER');
  faults.push(...withWord('CMD').filter((line) => !/^CMD \[".+"\]$/.test(line)));
  faults.push(
    ...withWord('ENV').filter((line) => /KEY|PASSWORD|SECRET|TOKEN|DATABASE_URL/.test(line)),
  );
  faults.push(
    ...withWord('RUN').filter((line) => /npm (?:install|i)\b|\bsudo\b|curl|--unsafe/.test(line)),
  );
  if (withWord('HEALTHCHECK').length !== 1) faults.push('not one HEALTHCHECK');
  return faults;
}

test('the Containerfile keeps the rules, and planted faults are found', () => {
  const containerfile = read('Containerfile');
  expect(faultsOf(containerfile)).toEqual([]);
  const planted: readonly (readonly [string | RegExp, string])[] = [
    [/node:24-bookworm-slim/, 'node:latest'],
    ['USER node', 'USER root'],
    ['COPY . .', 'ADD . .'],
    ['npm ci', 'npm install'],
    ['ENV NODE_ENV', 'ENV DATABASE_URL=postgres://x NODE_ENV'],
    [/^HEALTHCHECK .*$/m, ''],
    [/^CMD .*$/m, 'CMD node server/main.ts'],
  ];
  for (const [good, bad] of planted)
    expect(faultsOf(containerfile.replace(good, bad)), bad).not.toEqual([]);
  for (const [, files] of containerfile.matchAll(/^COPY (?!--|\.)(.+) \.\/$/gm))
    for (const file of files!.split(' ')) expect(existsSync(join(root, file)), file).toBe(true);
  expect(readFileSync(join(root, '.containerignore'), 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['data', '.git', 'node_modules']),
  );
});
