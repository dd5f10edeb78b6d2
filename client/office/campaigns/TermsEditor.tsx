import { useEffect, useMemo } from 'preact/hooks';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';
import { createLists } from './lists.ts';
import { TermsFields } from './TermsFields.tsx';
import type { Draft } from './terms-form.ts';
import { createTermsForm } from './terms-form.ts';

/** The form with its one button. Errors are listed on top, each linked to its field. */
export function TermsEditor(props: {
  readonly ask: Ask;
  readonly initial: Draft;
  readonly button: string;
  readonly isSecondary?: boolean;
  readonly save: (terms: CampaignTerms) => Promise<void>;
}) {
  const { ask, initial, save } = props;
  const lists = useMemo(() => createLists(ask), [ask]);
  // What was typed outlives a new copy of the first values.
  const form = useMemo(() => createTermsForm(initial), []);
  const act = useMemo(() => createAct(save), [save]);
  useEffect(() => {
    lists.load();
  }, [lists]);
  function submit(event: Event) {
    event.preventDefault();
    const terms = form.read();
    if (terms) act.run(terms);
  }
  const wrong = Object.entries(form.shown.value);
  return (
    <WhenLoaded state={lists}>
      {(loaded) => (
        <form onSubmit={submit} noValidate>
          <RefusalNotice failure={act.failure.value} />
          {wrong.length > 0 && (
            <Notice kind="error" title={t('app.to_correct', { n: wrong.length })}>
              <ul>
                {wrong.map(([name, complaint]) => (
                  <li key={name}>
                    <a href={`#terms-${name}`} onClick={(event) => focusField(event, name)}>
                      {t(`terms.wrong.${complaint}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <TermsFields form={form} lists={loaded} />
          <div class="buttons">
            <Button
              {...(!props.isSecondary && { kind: 'primary' as const })}
              type="submit"
              isBusy={act.isBusy.value}
              busyLabel={t('app.saving')}
            >
              {props.button}
            </Button>
          </div>
        </form>
      )}
    </WhenLoaded>
  );
}

/** A link to a fragment scrolls there; typing wants the focus too. */
function focusField(event: Event, name: string) {
  event.preventDefault();
  document.getElementById(`terms-${name}`)?.focus();
}
