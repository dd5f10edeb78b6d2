/**
 * How often a rank interval misses the true place of an agency: `npm run simulate -- ranks [rounds]`. Same seed, same
 * figures.
 */
import { rankRounds } from './equal-agencies.ts';
import { table } from './report.ts';

const rounds = Number(process.argv[3] ?? 400);
const settings = [0.6, 0.75, 0.85].flatMap((share) =>
  [20, 45, 100, 200].map((n) => ({ share, n, correlation: 0.3 })),
);
console.log(`93 agencies 20 points apart from the first to the last, ${rounds} rounds\n`);
const rows = settings.map((setting, k) => {
  const { missed, width } = rankRounds(setting, rounds, 20_261_130 + k);
  return [setting.share, setting.n, missed.toFixed(1), width.toFixed(0)].map(String);
});
console.log(table(['mean share', 'n', '% of rounds with a miss', 'mean places in a range'], rows));
