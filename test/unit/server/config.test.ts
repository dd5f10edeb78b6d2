// Truth: README's table of settings.
import { expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';

test.each([
  [undefined, ['loopback']],
  ['none', []],
  ['10.0.0.5, 10.1.0.0/16', ['10.0.0.5', '10.1.0.0/16']],
])('TRUST_PROXY %s trusts %j', (TRUST_PROXY, trusted) => {
  expect(readConfig({ TRUST_PROXY }).trustProxy).toEqual(trusted);
});

test.each(['everybody', 'true', '10.0.0.0/8/9', '', '*'])(
  'TRUST_PROXY %j is refused',
  (TRUST_PROXY) => {
    expect(() => readConfig({ TRUST_PROXY })).toThrow(/TRUST_PROXY/);
  },
);
