// Damages lists and reads them: `npm run fuzz [how many] [first seed]`. Nothing but a list or a refusal may
// come of any; a seed that did something else is printed and makes the run fail.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damaged } from './damage.ts';
import { goodLists } from './good-lists.ts';
import { readDamaged } from './read-damaged.ts';

const SLOW_MS = 10_000;
const AT_ONCE = 4;
const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
if (!(count > 0 && Number.isInteger(count) && Number.isInteger(first))) {
  console.error('npm run fuzz -- [how many] [first seed], both whole numbers');
  process.exit(2);
}

const lists = goodLists();
const folder = await mkdtemp(join(tmpdir(), 'sipas-fuzz-'));
const outcomes = new Map<string, number>();
const bad: string[] = [];
let longest = 0;
let next = first;

async function damageOne(seed: number): Promise<void> {
  const { bytes, kind } = damaged(lists, seed);
  const path = join(folder, String(seed));
  await writeFile(path, bytes);
  const start = performance.now();
  let outcome: string;
  try {
    const came = await readDamaged(path);
    outcome = typeof came === 'number' ? 'read' : came;
  } catch (error) {
    outcome = 'CRASH';
    bad.push(`seed ${seed} (${kind}): ${(error as Error).stack}`);
  }
  const took = performance.now() - start;
  if (took > SLOW_MS) bad.push(`seed ${seed} (${kind}): ${Math.round(took)} ms`);
  longest = Math.max(longest, took);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  await rm(path);
}

async function worker(): Promise<void> {
  while (next < first + count) await damageOne(next++);
}

const start = performance.now();
await Promise.all(Array.from({ length: AT_ONCE }, worker));
await rm(folder, { recursive: true });
for (const [outcome, times] of [...outcomes].sort((a, b) => b[1] - a[1]))
  console.log(`${outcome.padEnd(22)} ${times}`);
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`\n${count} damaged lists in ${seconds} s, the slowest ${Math.round(longest)} ms`);
for (const line of bad) console.log(line);
console.log(bad.length === 0 ? 'no crash, no hang' : `${bad.length} BAD`);
process.exitCode = bad.length === 0 ? 0 : 1;
