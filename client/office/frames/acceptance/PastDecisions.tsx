import type { Acceptance } from '#contract/acceptance.ts';
import { t } from '../../../i18n.ts';
import { moment } from '../../../ui/words.ts';

/** Earlier signatures and decisions, with the notes of what was returned. */
export function PastDecisions({ acceptance }: { readonly acceptance: Acceptance }) {
  if (acceptance.past.length === 0) return null;
  return (
    <section>
      <h2>{t('acceptance.past')}</h2>
      <ul>
        {acceptance.past.map(({ kind, at, note }) => (
          <li key={`${kind}${at}`}>
            {t(`acceptance.past_${kind}`, { at: moment(at) })}
            {note && <blockquote class="verbatim">{note}</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  );
}
