/** How often a re-check finds a planted fabricator, and how many honest interviewers it marks. Same seed, same figures. */
import { measureRechecks } from './rechecks/measure.ts';

const SEED = 20_261_129;
const ROUND = { interviewers: 20, reached: 0.8, forgotten: 0.02, noticed: 0.9 };

const rounds = Number(process.argv[3] ?? 100);

console.log(
  `${rounds} rounds of ${ROUND.interviewers} interviewers, one of whom fabricates; ${100 * ROUND.reached} % of those drawn are reached,`,
);
console.log(
  `${100 * ROUND.forgotten} % of honest answers are contradicted, ${100 * ROUND.noticed} % of fabricated ones.\n`,
);
console.log('answers each  percent  doubled  drawn each  fabricated   found  honest marked');
for (const answersEach of [40, 100, 200])
  for (const [percent, isDoubled] of [
    [5, false],
    [10, false],
    [10, true],
  ] as const)
    for (const fabricated of [1, 0.5, 0.25]) {
      const round = { ...ROUND, answersEach, percent, isDoubled, fabricated };
      const { found, accused, drawnEach } = measureRechecks(rounds, round, SEED);
      const cells = [answersEach, percent, isDoubled ? 'yes' : 'no', drawnEach, fabricated];
      console.log(
        `${[...cells, `${((100 * found) / rounds).toFixed(0)} %`, accused].map((cell) => String(cell).padStart(10)).join('')}`,
      );
    }
