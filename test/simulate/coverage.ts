/**
 * Does the library keep its promises? Repeats a campaign on a synthetic province whose truth is
 * known, and prints bias and coverage: `npm run simulate [samples]`. Same seed, same figures.
 */
import { campaigns, planOf } from './campaigns.ts';
import { COMMUNES, communeOfStratum, syntheticProvince } from './province.ts';
import { communeTable, provinceSummary, verdictLine, wardSummary } from './report.ts';

const SEED = 20_260_415;
const INVITED = 3200;
const samples = Number(process.argv[2] ?? 2000);
if (!Number.isSafeInteger(samples) || samples < 1) {
  console.error('Usage: npm run simulate -- [number of samples, 2000]');
  process.exit(2);
}
const started = performance.now();

const province = syntheticProvince(SEED);
const populations = new Array<number>(COMMUNES).fill(0);
for (const stratum of province.stratumOf) populations[communeOfStratum(stratum)]! += 1;
const plan = planOf(province, INVITED);

const atRandom = campaigns(province, plan, samples, { seed: SEED + 1 });
console.log(
  `${province.persons} persons, ${COMMUNES} communes, ${province.members.length} strata;`,
);
console.log(`${atRandom.planned} invited each time (Costa compromise), ${samples} samples;`);
console.log(`the first interval of each variable in all, the others in every fourth.\n`);
console.log(`By commune, nominal 95 % (wilson-capped; percentage points)\n`);
console.log(communeTable(atRandom, populations));
console.log('\nOver the 92 communes\n');
console.log(wardSummary(atRandom));
console.log('\nProvince\n');
console.log(provinceSummary(atRandom));
console.log(`\nCommunes a campaign may publish, on average: ${verdictLine(atRandom)}\n`);

const few = Math.ceil(samples / 20);
const selfSelected = campaigns(province, plan, few, { seed: SEED + 2, satisfiedOdds: 1.5 });
console.log(`If satisfied persons are half as likely again (odds 1.5) to answer, ${few} samples:`);
console.log('no standard error sees this bias\n');
console.log(provinceSummary(selfSelected));
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
