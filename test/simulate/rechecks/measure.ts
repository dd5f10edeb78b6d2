import { planHash, planText } from '#sampling/draw/plan.ts';
import { seedText } from '#sampling/draw/seed.ts';
import { drawSample } from '#sampling/draw/select.ts';
import { canonicalFrame, frameHash } from '#sampling/frame/canonical.ts';
import { markedContradictions, recheckPlan } from '#sampling/quality/recheck.ts';
import { uniforms } from '../random.ts';

export interface RecheckedRound {
  readonly interviewers: number;
  readonly answersEach: number;
  readonly percent: number;
  readonly isDoubled: boolean;
  /** Of the one fabricator's answers; nobody fabricates at 0. */
  readonly fabricated: number;
  /** Of those drawn who can be asked at all. */
  readonly reached: number;
  /** Of honest answers that are contradicted: people forget. */
  readonly forgotten: number;
  /** Of fabricated answers whose persons say so. */
  readonly noticed: number;
}

export interface Found {
  readonly rounds: number;
  readonly found: number;
  /** Marks on honest interviewers, over all rounds. */
  readonly accused: number;
  readonly drawnEach: number;
}

/** Whole rounds: a frame of random codes, public dice, SIPAS-DRAW/1, calls, marks. Interviewer 0 is the fabricator. */
export function measureRechecks(rounds: number, round: RecheckedRound, seed: number): Found {
  const uniform = uniforms(seed);
  let [found, accused, drawnEach] = [0, 0, 0];
  for (let repeat = 0; repeat < rounds; repeat++) {
    const marks = recheckOnce(round, uniform);
    if (marks.isMarked[0]) found++;
    accused += marks.isMarked.slice(1).filter(Boolean).length;
    drawnEach = marks.drawnEach;
  }
  return { rounds, found, accused, drawnEach };
}

function recheckOnce(round: RecheckedRound, uniform: () => number) {
  const { interviewers, answersEach, fabricated, reached, forgotten, noticed } = round;
  const cells = Array.from({ length: interviewers }, (_, i) => `phone.${i}`);
  const isFabricated = new Map<string, boolean>();
  const units = cells.flatMap((stratum, i) =>
    Array.from({ length: answersEach }, (_, answer) => {
      const unitId = `${digits(16, uniform)}-${i}-${answer}`;
      isFabricated.set(unitId, i === 0 && answer < fabricated * answersEach);
      return { unitId, stratum };
    }),
  );
  const populations = new Map(cells.map((cell) => [cell, answersEach]));
  const [frame, plan] = [canonicalFrame(units), planText(recheckPlan(populations, round))];
  const hashes = { frameHash: frameHash(frame), planHash: planHash(plan) };
  const text = seedText({ drawId: 'simulated-recheck', ...hashes, dice: digits(20, uniform) });
  const { selected } = drawSample({ seed: text, frame, plan });
  const checked = cells.map((cell) => {
    const called = selected.filter(({ stratum }) => stratum === cell && uniform() < reached);
    const contradicted = called.filter(
      ({ unitId }) => uniform() < (isFabricated.get(unitId) ? noticed : forgotten),
    );
    return { reached: called.length, contradicted: contradicted.length };
  });
  return {
    isMarked: markedContradictions(checked),
    drawnEach: selected.length / interviewers,
  };
}

/** Added one by one: a hundred rounds write two million digits. */
function digits(length: number, uniform: () => number): string {
  let text = '';
  for (let place = 0; place < length; place += 1) text += Math.floor(uniform() * 10);
  return text;
}
