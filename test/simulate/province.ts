import { logistic, normal, uniforms } from './random.ts';

export const COMMUNES = 92;
export const FIELDS = 8;
const ITEMS = 5;
const FIELD_SHARE = [0.33, 0.21, 0.165, 0.118, 0.078, 0.045, 0.036, 0.018];
const FIELD_EFFECT = [0.4, 0.5, -1.1, 0, -0.3, 0.3, 0.1, -0.6];
const ITEM_EFFECT = [0.3, 0.1, 0, -0.2, -0.5];
const ITEM_ANSWERED = [0.97, 0.95, 0.93, 0.9, 0.35];

/** Every person of a synthetic province, with the answers they would give. */
export interface Province {
  readonly persons: number;
  /** commune × 8 + field */
  readonly stratumOf: Uint16Array;
  /** Persons of each stratum, by position. */
  readonly members: readonly Uint32Array[];
  readonly online: Uint8Array;
  readonly ageGroup: Uint8Array;
  /** 0 for the few who turn out not to have done the procedure. */
  readonly eligible: Uint8Array;
  readonly satisfied: Uint8Array;
  /** 0, 25, … 100 */
  readonly score: Uint8Array;
  /** Valid answers of the five criteria, and how many of them were 4 or 5. */
  readonly valid: Uint8Array;
  readonly favourable: Uint8Array;
  /** Chance of answering, by stratum. */
  readonly response: Float64Array;
}

/** Builds the province: 92 communes of 120 to 1,200 persons, eight fields of unequal size. */
export function syntheticProvince(seed: number): Province {
  const uniform = uniforms(seed);
  const communes = Array.from({ length: COMMUNES }, () => ({
    size: Math.round(120 + 1080 * uniform() ** 2.5),
    effect: 0.65 * normal(uniform),
    online: 0.15 + 0.35 * uniform(),
  }));
  const sizes = communes.flatMap(({ size }) =>
    FIELD_SHARE.map((share) => Math.max(1, Math.round(size * share * (0.6 + 0.8 * uniform())))),
  );
  const persons = sizes.reduce((sum, size) => sum + size, 0);
  const column = () => new Uint8Array(persons);
  const province = {
    persons,
    stratumOf: new Uint16Array(persons),
    members: [] as Uint32Array[],
    online: column(),
    ageGroup: column(),
    eligible: column(),
    satisfied: column(),
    score: column(),
    valid: column(),
    favourable: column(),
    response: Float64Array.from(sizes, () => 0.5 + 0.3 * uniform()),
  };
  let person = 0;
  sizes.forEach((size, stratum) => {
    const { effect, online } = communes[Math.floor(stratum / FIELDS)]!;
    province.members.push(Uint32Array.from({ length: size }, (_, k) => person + k));
    for (let k = 0; k < size; k++, person++) {
      province.stratumOf[person] = stratum;
      province.online[person] = uniform() < online ? 1 : 0;
      const opinion = 1.5 + effect + FIELD_EFFECT[stratum % FIELDS]! + 0.9 * (online - 0.3);
      answer(province, person, opinion + 0.8 * normal(uniform), uniform);
    }
  });
  return province;
}

type Answers = Pick<
  Province,
  'online' | 'ageGroup' | 'eligible' | 'satisfied' | 'score' | 'valid' | 'favourable'
>;

function answer(to: Answers, person: number, opinion: number, uniform: () => number): void {
  to.ageGroup[person] = Math.min(3, Math.floor(4 * uniform() ** 1.3));
  to.eligible[person] = uniform() < 0.98 ? 1 : 0;
  const mood = opinion + 0.4 * to.online[person]! - 0.15 * to.ageGroup[person]!;
  const isSatisfied = uniform() < logistic(mood);
  to.satisfied[person] = isSatisfied ? 1 : 0;
  to.score[person] = scoreOf(isSatisfied, uniform());
  for (let item = 0; item < ITEMS; item++) {
    const isValid = uniform() < ITEM_ANSWERED[item]!;
    const isFavourable = uniform() < logistic(mood + ITEM_EFFECT[item]!);
    to.valid[person]! += Number(isValid);
    to.favourable[person]! += Number(isValid && isFavourable);
  }
}

function scoreOf(isSatisfied: boolean, step: number): number {
  if (isSatisfied) return step < 0.45 ? 100 : 75;
  if (step < 0.15) return 0;
  return step < 0.45 ? 25 : 50;
}

export const communeOfStratum = (stratum: number) => Math.floor(stratum / FIELDS);
export const stratumCode = (stratum: number) =>
  `C${String(communeOfStratum(stratum) + 1).padStart(3, '0')}.F${(stratum % FIELDS) + 1}`;
export const communeCode = (code: string) => code.slice(0, 4);
