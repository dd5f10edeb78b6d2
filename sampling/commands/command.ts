import { SamplingError } from '../errors.ts';
import { withKeys } from './request-shape.ts';

/** The only door of a command to the outside: files, standard input and output. */
export interface CommandIo {
  /** Whole standard input as UTF-8 text. */
  readInput(): Promise<string>;
  /**
   * Whole file as UTF-8 text without byte order mark; a file that cannot be read refuses with
   * `UnreadableFile`.
   */
  readFile(path: string): Promise<string>;
  /** Whole file as text whose bytes are normative: a byte order mark stays and will be refused. */
  readExact(path: string): Promise<string>;
  /** A file's bytes in pieces, for frames larger than memory should hold. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Result, on standard output. */
  out(text: string): void;
  /** Message for a person, on standard error. */
  err(text: string): void;
}

/** One command of the command line; resolves to the exit code 0 (done) or 1 ("no"). */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly example: string;
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/**
 * Reads `--name value` pairs. `required` must all be there, `optional` may be.
 * Throws BadArguments for an unknown, repeated or missing option.
 */
export function readOptions<R extends string, O extends string = never>(
  args: readonly string[],
  required: readonly R[],
  optional: readonly O[] = [],
): Record<R, string> & Partial<Record<O, string>> {
  const known = new Set<string>([...required, ...optional]);
  const found: Record<string, string> = {};
  for (let i = 0; i < args.length; i += 2) {
    const flag = args[i] ?? '';
    const name = flag.replace(/^--/, '');
    const value = args[i + 1];
    if (!flag.startsWith('--') || !known.has(name)) throw badArguments(`unknown option ${flag}`);
    if (value === undefined) throw badArguments(`${flag} needs a value`);
    if (found[name] !== undefined) throw badArguments(`${flag} is given twice`);
    found[name] = value;
  }
  const missing = required.filter((name) => found[name] === undefined);
  if (missing.length > 0) throw badArguments(`missing --${missing.join(', --')}`);
  return found as Record<R, string> & Partial<Record<O, string>>;
}

/**
 * Parses the JSON request on standard input; throws BadRequest if it is not a JSON object, or has a field
 * that is not among `known`.
 */
export async function readRequest(
  io: CommandIo,
  known: readonly string[],
): Promise<Record<string, unknown>> {
  return withKeys(parseRequest(await io.readInput()), known);
}

function parseRequest(text: string): Record<string, unknown> {
  try {
    const request: unknown = JSON.parse(text);
    if (request !== null && typeof request === 'object' && !Array.isArray(request))
      return request as Record<string, unknown>;
  } catch {
    throw new SamplingError('BadRequest', 'Standard input is not JSON.');
  }
  throw new SamplingError('BadRequest', 'Standard input is not a JSON object.');
}

/** Prints a result at full precision, one line of JSON. */
export function printResult(io: CommandIo, result: unknown): void {
  io.out(`${JSON.stringify(result)}\n`);
}

const badArguments = (reason: string) =>
  new SamplingError('BadArguments', `The command line does not fit: ${reason}.`, { reason });
