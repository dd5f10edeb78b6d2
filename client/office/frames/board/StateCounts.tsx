import type { UnitState } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';
import type { BoardUnit } from './board.ts';

const SHOWN: readonly UnitState[] = [
  'accepted',
  'signed',
  'returned',
  'problems',
  'handed_in',
  'absent',
];

/** 105 = 61 accepted + 14 signed + …: every unit is in one of them, and each leads to its units. */
export function StateCounts(props: {
  readonly units: readonly BoardUnit[];
  readonly onChoose: (state: UnitState) => void;
}) {
  const { units, onChoose } = props;
  const counted = SHOWN.map((state) => ({
    state,
    count: units.filter((unit) => unit.state === state).length,
  })).filter(({ count }) => count > 0);
  return (
    <p class="sum-line">
      {t('board.units_sum', { n: wholeNumber(units.length) })}{' '}
      {counted.map(({ state, count }, i) => (
        <span key={state}>
          {i > 0 && ' + '}
          <button type="button" class="sort" onClick={() => onChoose(state)}>
            {t(`unit_state.counted_${state}`, { n: wholeNumber(count) })}
          </button>
        </span>
      ))}
    </p>
  );
}
