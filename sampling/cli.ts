import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Command, CommandIo } from './commands/command.ts';
import { SamplingError } from './errors.ts';

const DONE = 0;
const REFUSED = 2;
/** A fault of the program, apart from every answer it can give (sysexits.h, EX_SOFTWARE). */
const FAULT = 70;

/** One line each; the module of a command is loaded only when it is asked for. */
const SUMMARIES: Readonly<Record<string, string>> = {
  size: 'sample size for a proportion, a mean, a CV, two waves; precision planned per ward',
  allocate: 'spread a sample size over strata',
  draw: 'repeat a public draw: seed, frame and plan give sample.tsv',
  verify: 'compare a published sample with the draw repeated here',
  prove: 'prove that a unit was in the frozen frame (Merkle inclusion)',
  weight: 'base weights, non-response adjustment, calibration',
  estimate: 'estimates with standard errors and intervals',
  change: 'change between two waves',
  rank: 'rank intervals and tiers against the province',
  'small-area': 'Fay-Herriot estimates for small wards',
  suppress: 'confidentiality suppression and its audit',
  attack: 'attack a publication with what its own files tell',
  reidentify: 'join stored responses to those who answered, as an attacker would',
};

async function loadCommand(name: string): Promise<Command> {
  const module = (await import(`./commands/${name}.ts`)) as { command: Command };
  return module.command;
}

function overview(): string {
  const width = Math.max(...Object.keys(SUMMARIES).map((name) => name.length));
  const lines = Object.entries(SUMMARIES).map(
    ([name, summary]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'Usage: npm run -s sampling -- <command> [options]',
    '',
    ...lines,
    '',
    'Each command explains itself with --help. Results go to standard output, messages to',
    'standard error. Exit code: 0 done, 1 "no" (a draw that differs, an audit that fails),',
    '2 a refused input, with {"error":"<name>", ...} on standard output.',
    '',
  ].join('\n');
}

const explain = ({ summary, usage, example }: Command) =>
  `${summary}\n\nUsage: ${usage}\n\nExample:\n${example}\n`;

function refuse(error: SamplingError, io: CommandIo): number {
  io.out(`${JSON.stringify({ error: error.name, ...error.details })}\n`);
  io.err(`${error.message}\n`);
  return REFUSED;
}

/**
 * Runs one command line. Returns the exit code: 0 done, 1 "no", 2 a refused input whose name and
 * details were printed as JSON. Anything but a refusal is a fault of the program and is thrown.
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(overview());
    return name === undefined ? REFUSED : DONE;
  }
  try {
    if (!Object.hasOwn(SUMMARIES, name))
      throw new SamplingError('UnknownCommand', `There is no command "${name}".`, {
        command: name,
        known: Object.keys(SUMMARIES),
      });
    const command = await loadCommand(name);
    if (rest.includes('--help')) {
      io.out(explain(command));
      return DONE;
    }
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof SamplingError) return refuse(error, io);
    throw error;
  }
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) yield piece;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new SamplingError('UnreadableFile', `Cannot read ${path} (${reason}).`, { path, reason });
  }
}

async function readWhole(path: string, ignoreBOM: boolean): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM });
  let text = '';
  for await (const piece of readPieces(path)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

const processIo: CommandIo = {
  readInput: () => text(process.stdin),
  readFile: (path) => readWhole(path, false),
  readExact: (path) => readWhole(path, true),
  readPieces,
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
};

async function main(): Promise<void> {
  // A reader such as `head` may close the pipe before everything is written.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await runCommandLine(process.argv.slice(2), processIo);
  } catch (error) {
    process.exitCode = FAULT;
    processIo.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
