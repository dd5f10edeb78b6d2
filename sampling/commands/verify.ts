import { verifyDraw } from '../draw/verify.ts';
import { SamplingError } from '../errors.ts';
import type { Command } from './command.ts';
import { readOptions } from './command.ts';

/** The four files contradict each other: that is a "no" to the draw, not an unreadable input. */
const CONTRADICTIONS = new Set(['FrameHashMismatch', 'PlanHashMismatch', 'PlanDoesNotFit']);

export const command: Command = {
  summary: 'Repeats a public draw and compares it with the published sample.',
  usage:
    'npm run -s sampling -- verify --seed seed.txt --frame frame.tsv --plan plan.tsv --sample sample.tsv',
  example: `npm run -s sampling -- verify --seed seed.txt --frame frame.tsv --plan plan.tsv --sample sample.tsv
  prints "OK <lines> lines, key <hex> ..." and exits 0, or "DIFFERENT ..." and exits 1.
  The same without this program: python3 sampling/verify_draw.py seed.txt frame.tsv plan.tsv sample.tsv`,
  async run(args, io) {
    const paths = readOptions(args, ['seed', 'frame', 'plan', 'sample']);
    const texts = {
      seed: await io.readExact(paths.seed),
      frame: await io.readExact(paths.frame),
      plan: await io.readExact(paths.plan),
      sample: await io.readExact(paths.sample),
    };
    try {
      const { same, lines, key, differences, first, resaved } = verifyDraw(texts);
      const word = same ? 'OK' : 'DIFFERENT';
      io.out(`${word} ${lines} lines, key ${key} mismatches ${differences}\n`);
      for (const file of resaved)
        io.err(`${paths[file]} was saved again: only its line ends or its first bytes differ\n`);
      if (first !== undefined) io.err(`${first}\n`);
      return same ? 0 : 1;
    } catch (error) {
      if (!(error instanceof SamplingError) || !CONTRADICTIONS.has(error.name)) throw error;
      io.out(`DIFFERENT ${error.name}: ${error.message}\n`);
      return 1;
    }
  },
};
