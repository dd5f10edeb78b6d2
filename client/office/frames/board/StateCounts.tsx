import type { AgencyState } from '#contract/agency-state.ts';
import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';
import type { BoardAgency } from './board.ts';

const SHOWN: readonly AgencyState[] = [
  'accepted',
  'signed',
  'returned',
  'problems',
  'handed_in',
  'absent',
];

/** 105 = 61 accepted + 14 signed + …: every agency is in one of them, and each leads to its agencies. */
export function StateCounts(props: {
  readonly agencies: readonly BoardAgency[];
  readonly onChoose: (state: AgencyState) => void;
}) {
  const { agencies, onChoose } = props;
  const counted = SHOWN.map((state) => ({
    state,
    count: agencies.filter((agency) => agency.state === state).length,
  })).filter(({ count }) => count > 0);
  return (
    <p class="sum-line">
      {t('board.agencies_sum', { n: wholeNumber(agencies.length) })}{' '}
      {counted.map(({ state, count }, i) => (
        <span key={state}>
          {i > 0 && ' + '}
          <button type="button" class="sort" onClick={() => onChoose(state)}>
            {t(`agency_state.counted_${state}`, { n: wholeNumber(count) })}
          </button>
        </span>
      ))}
    </p>
  );
}
