import { SamplingError } from '../errors.ts';

/** One person of the frame who answered, or one stored response: attribute → value. */
export type Described = Readonly<Record<string, string>>;

/** Attributes by which responses fall into classes that are too small. */
export interface Exposure {
  readonly attributes: readonly string[];
  /** Responses of the smallest class. */
  readonly smallest: number;
  /** Classes with fewer than k responses, and the responses in them. */
  readonly classes: number;
  readonly responses: number;
  /** Responses that are joined to one person for certain: one of each in the class. */
  readonly joined: number;
}

const MOST_ATTRIBUTES = 12;

/** Smallest sets first, so that a set is looked at after its parts. */
function subsetsOf(attributes: readonly string[]): string[][] {
  const sets = Array.from({ length: 2 ** attributes.length }, (_, bits) =>
    attributes.filter((_name, place) => bits & (1 << place)),
  );
  return sets.toSorted((a, b) => a.length - b.length);
}

const classesOf = (rows: readonly Described[], attributes: readonly string[]) =>
  Map.groupBy(rows, (row) => JSON.stringify(attributes.map((name) => row[name])));

/**
 * Attacks stored responses with what the frame knows of those who answered: by every combination of the
 * attributes that both have, how many responses share a class. A superset of a combination that exposes is
 * not reported again.
 * @param people those of the frame who answered
 * @param responses as they are stored
 * @param threshold k, the fewest responses that a class may have
 * @returns every smallest combination that exposes, none when nothing does
 * @throws SamplingError NothingStored, TooManyAttributes
 * k-anonymity: Samarati (2001), IEEE TKDE 13; Hundepool et al. 2012, §3.3.
 */
export function reidentify(
  people: readonly Described[],
  responses: readonly Described[],
  threshold: number,
): Exposure[] {
  const [person, response] = [people[0], responses[0]];
  if (!person || !response)
    throw new SamplingError('NothingStored', 'There is nobody, or no response, to be joined.', {});
  const shared = Object.keys(response).filter((name) => name in person);
  if (shared.length > MOST_ATTRIBUTES)
    throw new SamplingError('TooManyAttributes', 'At most twelve shared attributes.', { shared });
  const exposures: Exposure[] = [];
  for (const attributes of subsetsOf(shared)) {
    const isKnown = exposures.some((earlier) =>
      earlier.attributes.every((name) => attributes.includes(name)),
    );
    const exposure = isKnown ? undefined : exposureBy(attributes, people, responses, threshold);
    if (exposure) exposures.push(exposure);
  }
  return exposures;
}

function exposureBy(
  attributes: readonly string[],
  people: readonly Described[],
  responses: readonly Described[],
  threshold: number,
): Exposure | undefined {
  const candidates = classesOf(people, attributes);
  const classes = [...classesOf(responses, attributes)];
  const small = classes.filter(([, members]) => members.length < threshold);
  if (small.length === 0) return undefined;
  return {
    attributes,
    smallest: Math.min(...small.map(([, members]) => members.length)),
    classes: small.length,
    responses: small.reduce((sum, [, members]) => sum + members.length, 0),
    joined: small.filter(
      ([key, members]) => members.length === 1 && candidates.get(key)?.length === 1,
    ).length,
  };
}
