// Truth: README “The journal”: every act says in words what was done; an act without words is a code that nobody reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONFIRMED_ACTS } from '#contract/approvals.ts';
import en from '../../../client/locales/office.en.json' with { type: 'json' };
import vi from '../../../client/locales/office.vi.json' with { type: 'json' };

test('every act that the server records has words in both languages', () => {
  const lines = readdirSync('server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('server', name), 'utf8'))
    .join('\n');
  const recorded = [...lines.matchAll(/\bact(?::| =) (.*)/g)].flatMap(([, value = '']) =>
    [...value.matchAll(/'([a-z]+(?:_[a-z]+)+)'/g)].map(([, act = '']) => act),
  );
  expect(recorded.length).toBeGreaterThan(80);
  const ofApprovals: readonly string[] = CONFIRMED_ACTS;
  for (const { activity } of [vi, en]) {
    const words: Record<string, string> = activity.acts;
    const without = recorded.filter((act) => !words[act] && !ofApprovals.includes(act));
    expect([...new Set(without)]).toEqual([]);
  }
});
