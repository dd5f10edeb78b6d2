import type { ActionItem } from '#contract/action-plan.ts';
import { changeRange } from '#contract/change-words.ts';
import type { Changes } from '#contract/changes.ts';
import { language, t } from '../../i18n.ts';
import { roundedShare } from '../../ui/words.ts';
import { changeOfDuty } from './next-wave.ts';

/** Beside a duty the same figure of the next round: closed by it where it has clearly risen, and nothing else. */
export function NextFigure(props: { readonly item: ActionItem; readonly changes: Changes }) {
  const { item, changes } = props;
  if (item.nodeCode === null) return null;
  const change = changeOfDuty(item, changes);
  const year = String(changes.later.year);
  if (!change) return <p class="hint">{t('actions.no_next', { year })}</p>;
  const words = t('actions.next', {
    year,
    before: roundedShare(change.earlier, change.earlierStep),
    now: roundedShare(change.later, change.laterStep),
    word: t(`since_before.${change.change}`),
    range: changeRange(change, t, language.value === 'vi' ? ',' : '.'),
  });
  return (
    <>
      <p>{words}</p>
      {change.change === 'risen' && <p class="done">{t('actions.closed_by', { year })}</p>}
    </>
  );
}
