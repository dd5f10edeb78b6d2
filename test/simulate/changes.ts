/**
 * Rate of false changes between two waves: `npm run simulate -- change [rounds]`. Same seed, same
 * figures.
 */
import { changeRounds } from './equal-agencies.ts';
import { table } from './report.ts';

const rounds = Number(process.argv[3] ?? 200);
const settings = [0.5, 0.75, 0.85, 0.95, 0.97].flatMap((share) =>
  [20, 45, 200].flatMap((n) => [0, 0.3, 0.5].map((correlation) => ({ share, n, correlation }))),
);
console.log(
  `93 equal agencies in two waves, ${rounds} rounds; found: 10 of them 20 points lower later\n`,
);
const rows = settings.map((setting, k) => {
  const { falseRate } = changeRounds(setting, rounds, 20_261_130 + k);
  const lower = { agencies: 10, shift: 0.2 };
  const { found } = changeRounds({ ...setting, lower }, Math.ceil(rounds / 4), 20_261_130 + k);
  return [
    setting.share,
    setting.n,
    setting.correlation,
    falseRate.toFixed(1),
    found.toFixed(0),
  ].map(String);
});
console.log(table(['share', 'n', 'corr.', '% of rounds with a false change', '% found'], rows));
