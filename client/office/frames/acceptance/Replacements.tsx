import type { Acceptance, Replacement } from '#contract/acceptance.ts';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';

/** Who replaced the agency's list or kept it, when and why; the newest first. */
export function Replacements({ acceptance }: { readonly acceptance: Acceptance }) {
  return (
    <>
      {acceptance.replacements.map((replacement) => (
        <Notice
          key={replacement.at}
          kind={replacement.kind === 'replaced' ? 'attention' : 'info'}
          title={t(`replacement.told_${replacement.kind}`, {
            by: byWords(replacement),
            at: moment(replacement.at),
          })}
        >
          <p>
            {t('replacement.told_counts', {
              rowsBefore: wholeNumber(replacement.before.rows),
              peopleBefore: wholeNumber(replacement.before.people),
              rowsAfter: wholeNumber(replacement.after.rows),
              peopleAfter: wholeNumber(replacement.after.people),
            })}
            {replacement.kind === 'replaced' &&
              (replacement.wasSigned || replacement.wasAccepted) &&
              ` ${t('replacement.told_void')}`}
          </p>
          <blockquote class="verbatim">{replacement.reason}</blockquote>
        </Notice>
      ))}
    </>
  );
}

const byWords = ({ by, isByHomeAffairs }: Replacement): string => {
  const side = isByHomeAffairs ? 'home_affairs' : 'agency';
  return by === null ? t(`replacement.by_${side}_only`) : t(`replacement.by_${side}`, { name: by });
};
