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
        {acceptance.past.map(({ kind, at: decidedAt, note }) => (
          <li key={`${kind}${decidedAt}`}>
            {t(`acceptance.past_${kind}`, { at: moment(decidedAt) })}
            {note && <blockquote class="verbatim">{note}</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  );
}
