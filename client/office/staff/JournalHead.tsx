import { useEffect, useMemo } from 'preact/hooks';
import { getJournalHead } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';

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
      <p>{t('activity.head_signed')}</p>
      <div class="buttons">
        <Button onPress={() => print()}>{t('activity.head_print')}</Button>
      </div>
    </section>
  );
}

/** The technician's page: the head to print, and nothing of what was done. */
export function HeadOnly({ context, title }: OfficeScreenProps) {
  return (
    <Screen title={t(title)} todo={t('activity.head_todo')}>
      <JournalHead context={context} />
    </Screen>
  );
}
