/** Are the dossiers of one person found, and only those? Same seed, same figures. */
import { KINDS, measuredInWords, measureKind } from './measure.ts';

const size = Number(process.argv[3] ?? 3098);
const firstSeed = Number(process.argv[4] ?? 1);
const lists = 10;
if (!Number.isSafeInteger(size) || size < 100 || !Number.isSafeInteger(firstSeed)) {
  console.error('Usage: npm run simulate -- linkage [dossiers of a list, 3098] [first seed, 1]');
  process.exit(2);
}
console.log(
  `${lists} lists of ${size} dossiers of each kind; 95 % intervals by bootstrap over persons\n`,
);
for (const kind of KINDS) {
  const started = performance.now();
  const { former, weights, withinReach } = measureKind(kind, lists, size, firstSeed);
  console.log(
    `${kind}: of the pairs of one person ${(100 * withinReach).toFixed(1)} % share anything`,
  );
  console.log(`  former rules      ${measuredInWords(former)}`);
  console.log(`  evidence weights  ${measuredInWords(weights)}`);
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
