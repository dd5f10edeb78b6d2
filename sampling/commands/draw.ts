import { sampleText } from '../draw/select.ts';
import { DrawStream } from '../draw/stream.ts';
import type { Command } from './command.ts';
import { readOptions } from './command.ts';

export const command: Command = {
  summary: 'Repeats a public draw SIPAS-DRAW/1 and prints sample.tsv.',
  usage: 'npm run -s sampling -- draw --seed seed.txt --frame frame.tsv --plan plan.tsv',
  example: `npm run -s sampling -- draw --seed seed.txt --frame frame.tsv --plan plan.tsv > sample.tsv`,
  async run(args, io) {
    const paths = readOptions(args, ['seed', 'frame', 'plan']);
    const draw = new DrawStream(await io.readExact(paths.seed), await io.readExact(paths.plan));
    for await (const piece of io.readPieces(paths.frame)) draw.write(piece);
    const { key, units, selected } = draw.finish();
    io.out(sampleText(selected));
    io.err(`${selected.length} of ${units} units drawn, key ${key}\n`);
    return 0;
  },
};
