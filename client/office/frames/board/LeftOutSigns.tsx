import { CHECK_CONFIDENCE } from '#contract/register-checks.ts';
import { registerCheckSize } from '#sampling/quality/register-check.ts';
import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';
import type { LinkTo } from '../../page/page-context.ts';
import type { BoardModel } from './board.ts';
import { hasList, isMarked, isUnchecked, marksOf } from './board.ts';

/** An absence that a check of a large register is sized for, as an example. */
const EXAMPLE = { population: 100_000, share: 0.05 };

/** What was looked for in the lists, what stands out, and which look is still to be taken. */
export function LeftOutSigns(props: { readonly model: BoardModel; readonly linkTo: LinkTo }) {
  const { model, linkTo } = props;
  const listed = model.all.value.filter(hasList);
  if (listed.length === 0) return null;
  const marked = listed.filter(isMarked);
  const count = (test: (agency: (typeof listed)[number]) => boolean) =>
    wholeNumber(listed.filter(test).length);
  const unchecked = listed.filter(isUnchecked).length;
  const hasSources = (model.secondSources.value.value?.sources.length ?? 0) > 0;
  return (
    <section>
      <h2>{t('board.signs_title')}</h2>
      <p>
        {marked.length === 0
          ? t('board.signs_none', { n: wholeNumber(listed.length) })
          : t('board.signs_found', {
              n: wholeNumber(marked.length),
              all: wholeNumber(listed.length),
              list: count((agency) => marksOf(agency).length > 0),
              source: count(({ sources }) => sources.length > 0),
              check: count(({ check }) => (check?.absent ?? 0) > 0),
            })}{' '}
        {marked.length > 0 && <a href="?loc=standing_out">{t('board.signs_see')}</a>}
      </p>
      {!hasSources && (
        <p>
          {t('board.signs_no_source')} <a href={linkTo('sources')}>{t('board.signs_load')}</a>
        </p>
      )}
      <p>
        {t('board.signs_checked', {
          n: wholeNumber(listed.length - unchecked),
          all: wholeNumber(listed.length),
          size: wholeNumber(registerCheckSize({ ...EXAMPLE, confidence: CHECK_CONFIDENCE })),
          share: percent(EXAMPLE.share, 0),
          chance: percent(CHECK_CONFIDENCE, 0),
        })}{' '}
        {unchecked > 0 && (
          <a href="?loc=unchecked">{t('board.signs_unchecked', { n: wholeNumber(unchecked) })}</a>
        )}
      </p>
    </section>
  );
}
