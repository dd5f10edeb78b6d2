/**
 * How often equal agencies are marked "higher" or "lower", and how often lower ones are found:
 * `npm run simulate -- tiers [rounds]`. Same seed, same figures.
 */
import type { Marks } from './equal-agencies.ts';
import { markRounds } from './equal-agencies.ts';
import { table } from './report.ts';

const SEED = 20_261_129;
const rounds = Number(process.argv[3] ?? 400);
const cell = ({ higher, lower }: Marks) => [higher.toFixed(1), lower.toFixed(1)];

console.log(
  `93 equal agencies, ${rounds} rounds: percent of rounds with any false mark up, down\n`,
);
const settings = [0.5, 0.7, 0.85, 0.95, 0.97].flatMap((share) =>
  [20, 45, 100, 200].flatMap((n) =>
    [0, 0.3, 0.5].map((correlation) => ({ share, n, correlation })),
  ),
);
let worst = 0;
const rows = settings.map((setting, k) => {
  const { pooled, own } = markRounds(setting, rounds, SEED + k);
  worst = Math.max(worst, pooled.higher + pooled.lower);
  const { share, n, correlation } = setting;
  return [share, n, correlation, ...cell(pooled), ...cell(own)].map(String);
});
console.log(table(['share', 'n', 'correlation', 'pooled up', 'down', 'own up', 'down'], rows));
console.log(`\nat most ${worst.toFixed(1)} % with the pooled variance (promise: 5)\n`);

console.log('Ten of 93 agencies 15 points lower: percent of them found\n');
const power = settings
  .filter(({ correlation }) => correlation === 0.3)
  .map(({ share, n, correlation }, k) => {
    const lower = { agencies: 10, shift: 0.15 };
    const { pooled, own } = markRounds({ share, n, correlation, lower }, rounds / 4, SEED - k);
    return [share, n, pooled.found.toFixed(0), own.found.toFixed(0)].map(String);
  });
console.log(table(['share', 'n', 'pooled', 'own'], power));
