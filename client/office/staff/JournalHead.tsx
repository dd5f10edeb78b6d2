import { useEffect, useMemo } from 'preact/hooks';
import { getJournalHead } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';

/** One line to print and sign: what was written until now can be held against it years later. */
export function JournalHead({ context: { ask } }: Pick<OfficeScreenProps, 'context'>) {
  const head = useMemo(() => createLoaded(() => ask(getJournalHead, {})), [ask]);
  useEffect(() => {
    head.load();
  }, [head]);
  const found = head.value.value;
  if (!found?.sha256 || !found.sealedAt) return null;
  return (
    <section class="panel">
      <h2>{t('activity.head')}</h2>
      <p>
        {t('activity.head_text', { n: wholeNumber(found.position), at: moment(found.sealedAt) })}
      </p>
      <p>
        <code class="hash">{found.sha256}</code>
      </p>
    </section>
  );
}
