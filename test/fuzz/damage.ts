/** Numbers that a seed repeats (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Below = (below: number) => number;
type Damage = (bytes: Buffer, below: Below) => Buffer;

const SEPARATORS = Buffer.from(',;\t|"\n<>');

function part(bytes: Buffer, below: Below): [from: number, to: number] {
  const from = below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + below(2000))];
}

/** What happens to files on their way: bits turn, ends go missing, pieces come twice, separators change. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'bits turned'(bytes, below) {
    const turned = Buffer.from(bytes);
    for (let left = 1 + below(20); left > 0; left--) {
      const index = below(turned.length);
      turned[index] = turned[index]! ^ (1 << below(8));
    }
    return turned;
  },
  'cut off': (bytes, below) => bytes.subarray(0, below(bytes.length)),
  'beginning lost': (bytes, below) => bytes.subarray(below(Math.min(3000, bytes.length))),
  'a piece lost'(bytes, below) {
    const [from, to] = part(bytes, below);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece many times'(bytes, below) {
    const [from, to] = part(bytes, below);
    const again = Array.from({ length: 1 + below(200) }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...again, bytes.subarray(to)]);
  },
  'zeros between'(bytes, below) {
    const offset = below(bytes.length);
    return Buffer.concat([
      bytes.subarray(0, offset),
      Buffer.alloc(1 + below(50)),
      bytes.subarray(offset),
    ]);
  },
  'separators changed'(bytes, below) {
    const [from, to] = [0, 0].map(() => SEPARATORS[below(SEPARATORS.length)]!) as [number, number];
    const share = 1 + below(10);
    return Buffer.from(bytes.map((byte) => (byte === from && below(share) === 0 ? to : byte)));
  },
  'noise between'(bytes, below) {
    const offset = below(bytes.length);
    const noise = Buffer.from(Array.from({ length: 1 + below(500) }, () => below(256)));
    return Buffer.concat([bytes.subarray(0, offset), noise, bytes.subarray(offset)]);
  },
};

const KINDS = Object.keys(DAMAGES);

/** One file of a folder of good ones, damaged once or twice, as the number of the try says; `file` is its place there. */
export function damaged(
  files: readonly Buffer[],
  seed: number,
): { bytes: Buffer; kind: string; file: number } {
  const below = chance(seed);
  for (let left = below(5); left > 0; left--) below(2);
  const file = below(files.length);
  let bytes = files[file]!;
  const kinds = Array.from({ length: 1 + below(2) }, () => KINDS[below(KINDS.length)]!);
  for (const kind of kinds) if (bytes.length > 0) bytes = DAMAGES[kind]!(bytes, below);
  return { bytes, kind: kinds.join(', '), file };
}
