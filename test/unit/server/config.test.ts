// Truth: README's table of settings.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';

test.each([
  [undefined, ['loopback']],
  ['none', []],
  ['10.0.0.5, 10.1.0.0/16', ['10.0.0.5', '10.1.0.0/16']],
])('TRUST_PROXY %s trusts %j', (TRUST_PROXY, trusted) => {
  expect(readConfig({ TRUST_PROXY }).trustProxy).toEqual(trusted);
});

test.each(['everybody', 'true', '10.0.0.0/8/9', '10.0.0.0/33', '::1/129', '', '*'])(
  'TRUST_PROXY %j is refused',
  (TRUST_PROXY) => {
    expect(() => readConfig({ TRUST_PROXY })).toThrow(/TRUST_PROXY/);
  },
);

const REFUSED: Record<string, readonly string[]> = {
  PORT: ['', 'three', '70000', '-1', '3000.5', '0x10'],
  HOST: ['', 'not a host'],
  DATA_DIR: ['', ' '],
  PUBLIC_URL: [
    '',
    'khaosat.vn',
    'localhost:3000',
    'ftp://khaosat.vn',
    'https://khaosat.vn/duong',
    'https://a:b@khaosat.vn',
  ],
  DATABASE_URL: [
    '',
    'postgres',
    'mysql://sipas@localhost/sipas',
    'postgres://sipas:p#w@localhost/sipas',
  ],
  DATABASE_OWNER_URL: ['', 'localhost'],
  DATABASE_SCHEMA: ['', 'Tinh', 'tinh-a', 'pg_catalog', 'information_schema'],
  ROUND_KEYS_MIRROR: [''],
  GATEWAY_FILE: ['', '/nowhere/gateway.json', import.meta.dirname, import.meta.filename],
  MAIL_FILE: ['', '/nowhere/mail.json'],
  OIDC_FILE: ['', '/nowhere/oidc.json'],
  BACKUP_DIR: ['', '/backup'],
  BACKUP_RECIPIENTS: ['', 'age1…'],
  BACKUP_KEEP_DAYS: ['', '0', '30 days', '3651'],
  METRICS_PORT: ['', 'metrics'],
  METRICS_HOST: [''],
  SLOW_QUERY_MS: ['', '0', '1s'],
  LOG_LEVEL: ['', 'debug', 'WARN'],
};

test.each(Object.entries(REFUSED))(
  '%s is refused by name, in both languages, in a line',
  (name, values) => {
    for (const value of values) {
      const read = () => readConfig({ [name]: value });
      expect(read, value).toThrow(new RegExp(`^${name}\\b[^\\n]+ / [^\\n]+$`));
      expect(read, value).not.toThrow(/Invalid|expected|undefined/);
    }
  },
);

test('every setting of README’s table is refused when it is empty, as a mistyped variable leaves it', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const table = readme.split('| setting | default | meaning |')[1]!.split('\n\n')[0]!;
  const names = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(
    ([, cell]) => cell!.match(/[A-Z_]+/g)!,
  );
  expect(Object.keys(REFUSED).concat('TRUST_PROXY').sort()).toEqual(names.sort());
});

test('a refusal has no value, as some are secrets, and names each setting', () => {
  const read = () => readConfig({ DATABASE_URL: 'sipas:secret@localhost', PORT: 'x' });
  expect(read).toThrow(/^PORT: [^\n]+\nDATABASE_URL: /);
  expect(read).not.toThrow(/secret/);
});

test('spaces around a value are not part of it', () => {
  const { dataDir, publicUrl, port } = readConfig({ DATA_DIR: '/srv/sipas ', PORT: ' 3001' });
  expect([dataDir, publicUrl, port]).toEqual(['/srv/sipas', 'http://localhost:3001', 3001]);
});

test('the public address is an origin, as browsers and certificates write it', () => {
  const { publicUrl } = readConfig({ PUBLIC_URL: 'https://Khảo-sát.vn:443/' });
  expect(publicUrl).toBe('https://xn--kho-st-tta4502d.vn');
});
