import { SamplingError } from '../errors.ts';
import { frameHash } from '../frame/canonical.ts';
import type { InclusionProof } from '../frame/merkle.ts';
import { inclusionProof, verifyInclusion } from '../frame/merkle.ts';
import type { Command, CommandIo } from './command.ts';
import { printResult, readOptions } from './command.ts';

export const command: Command = {
  summary: 'Proves that a unit was in the frozen frame, or checks such a proof.',
  usage: `npm run -s sampling -- prove --frame frame.tsv --unit <unit_id>
  npm run -s sampling -- prove --proof proof.json --root <hex>
  The first prints {line, index, size, path, root, frame}; the second prints OK or DIFFERENT. The root is
  the one published with the draw: a proof that is held against its own root proves nothing.`,
  example: `npm run -s sampling -- prove --frame frame.tsv --unit C001-F1-003321 > proof.json
  npm run -s sampling -- prove --proof proof.json --root <root published with the draw>`,
  async run(args, io) {
    if (args.includes('--proof')) return check(readOptions(args, ['proof', 'root']), io);
    const { frame, unit } = readOptions(args, ['frame', 'unit']);
    const text = await io.readExact(frame);
    printResult(io, { ...inclusionProof(text, unit), frame: frameHash(text) });
    return 0;
  },
};

async function check(paths: { proof: string; root: string }, io: CommandIo): Promise<number> {
  const proof = parseProof(await io.readFile(paths.proof));
  const isIncluded = verifyInclusion(proof) && paths.root === proof.root;
  io.out(
    `${isIncluded ? 'OK' : 'DIFFERENT'} ${proof.line.replace('\t', ' ')} root ${proof.root}\n`,
  );
  return isIncluded ? 0 : 1;
}

function parseProof(text: string): InclusionProof {
  let proof: Partial<InclusionProof> | null = null;
  try {
    proof = JSON.parse(text);
  } catch {
    throw new SamplingError('BadProof', 'The proof is not JSON.');
  }
  const isProof =
    typeof proof?.line === 'string' &&
    typeof proof.index === 'number' &&
    typeof proof.size === 'number' &&
    typeof proof.root === 'string' &&
    Array.isArray(proof.path) &&
    proof.path.every((hash) => typeof hash === 'string');
  if (!isProof)
    throw new SamplingError('BadProof', 'The proof has not {line, index, size, path, root}.');
  return proof as InclusionProof;
}
