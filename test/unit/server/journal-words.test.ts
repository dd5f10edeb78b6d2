// Truth: README “The journal”: every act says in words what was done; an act without words is a code that nobody reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SignedCounts } from '#contract/acceptance.ts';
import { CONFIRMED_ACTS } from '#contract/approvals.ts';
import en from '../../../client/locales/office.en.json' with { type: 'json' };
import vi from '../../../client/locales/office.vi.json' with { type: 'json' };

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('server', name), 'utf8'));

test('every act that the server records has words in both languages', () => {
  const lines = sources.join('\n');
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

test('what an act was done to is named in both languages, not by a word of the program', () => {
  const details = sources
    .filter((source) => /\bact\b/.test(source) && source.includes('record('))
    .flatMap((source) => [...source.matchAll(/\bdetails(?: =|:) \{([^{}]*)\}/g)])
    .flatMap(([, content = '']) => content.replaceAll(/\([^()]*\)/g, '').split(','))
    .flatMap((part) => /^\s*(\w+)\s*(?::|$)/.exec(part)?.[1] ?? []);
  const names = new Set([...details, ...Object.keys(SignedCounts.def.shape)]);
  expect(names.size).toBeGreaterThan(80);
  for (const { activity } of [vi, en]) {
    const words: Record<string, string> = activity.detail;
    expect([...names].filter((name) => !words[name])).toEqual([]);
  }
});
