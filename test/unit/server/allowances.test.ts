// Truth: the generic cell rate algorithm (ITU-T I.371, annex A) as a leaky bucket: never more than a burst and the rate over
// any span, and a client that keeps to the rate is never held up.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Allowances } from '../../../server/http/allowances.ts';

const BURST = 20;
const PER_MS = 1 / 100;
const allowance = { burst: BURST, everyMs: 100 };

beforeAll(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterAll(() => void vi.useRealTimers());

test('nobody has more than a burst and ten a second, over any span', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(150), { minLength: 30, maxLength: 200 }), (pauses) => {
      const allowances = new Allowances<string>(allowance);
      const taken: number[] = [];
      for (const pause of pauses) {
        vi.advanceTimersByTime(pause);
        if (allowances.take('a') !== undefined) taken.push(performance.now());
      }
      const beyond = taken.flatMap((from, first) =>
        taken.slice(first).map((to, more) => more + 1 - (to - from) * PER_MS),
      );
      expect(Math.max(...beyond)).toBeLessThanOrEqual(BURST);
    }),
  ));

test('who asks ten times a second is never held up, whatever others do', () => {
  const allowances = new Allowances<string>(allowance);
  for (let second = 0; second < 30; second += 0.1) {
    for (let i = 0; i < 50; i += 1) allowances.take('stranger');
    expect(allowances.take('citizen')).toBeGreaterThan(0.9);
    vi.advanceTimersByTime(100);
  }
});

test('four seconds after the last request there is no trace of who asked', () => {
  const allowances = new Allowances<string>(allowance);
  for (let i = 0; i < 50; i += 1) allowances.take('203.0.113.1');
  vi.advanceTimersByTime(4000);
  expect(vi.getTimerCount()).toBe(0);
});
