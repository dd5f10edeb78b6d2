import type { Described } from '../disclosure/reidentify.ts';
import { reidentify } from '../disclosure/reidentify.ts';
import { SamplingError } from '../errors.ts';
import type { Command, CommandIo } from './command.ts';
import { printResult, readOptions } from './command.ts';
import { readCsv } from './csv.ts';

export const command: Command = {
  summary: 'Joins stored responses to the people who answered, by all that both tables know.',
  usage: `npm run -s sampling -- reidentify --people people.csv --responses responses.csv [--k 5]
  people.csv     those of the frame who answered: one column an attribute
  responses.csv  the stored responses; columns of the same names are compared, others are ignored
  --k            fewest responses that a class may have, 5
  Every smallest combination of attributes with a class below k is told, with the responses in such
  classes and those joined to one person for certain. Exit 1 when there is one.`,
  example: `npm run -s sampling -- reidentify --people people.csv --responses responses.csv`,
  async run(args, io) {
    const options = readOptions(args, ['people', 'responses'], ['k']);
    const threshold = Number(options.k ?? 5);
    if (!Number.isSafeInteger(threshold) || threshold < 1)
      throw new SamplingError('InvalidRule', 'k is a whole number from 1.', { k: options.k });
    const exposures = reidentify(
      await described(io, options.people!),
      await described(io, options.responses!),
      threshold,
    );
    printResult(io, { k: threshold, passes: exposures.length === 0, exposures });
    return exposures.length === 0 ? 0 : 1;
  },
};

async function described(io: CommandIo, path: string): Promise<Described[]> {
  const { rows, columns } = readCsv(await io.readFile(path));
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries([...columns].map(([name, values]) => [name, values[row]!])),
  );
}
