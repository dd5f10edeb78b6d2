import type { PairDecision } from '#contract/doubts.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import type { DoubtsModel } from './doubts.ts';

/** What somebody has decided; each can be taken back. */
export function PairDecisions(props: { readonly model: DoubtsModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const decisions = model.decisions.value.value;
  if (!decisions || decisions.length === 0) return null;
  return (
    <details>
      <summary>{t('doubts.decided', { n: wholeNumber(decisions.length) })}</summary>
      <ul class="dossiers">
        {decisions.map((decision) => (
          <li key={decision.dossierCodes.join(' ')}>
            <p>
              <strong>{t(decision.isSame ? 'doubts.is_same' : 'doubts.are_two')}</strong>:{' '}
              {dossierWords(decision)}
              <br />
              {t('doubts.decided_by', {
                by: decision.decidedBy,
                at: moment(decision.decidedAt),
              })}
            </p>
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.undo.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.undo.run(decision.dossierCodes)}
              >
                {t('doubts.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const dossierWords = ({ dossierCodes, names }: PairDecision): string =>
  dossierCodes
    .map((code, place) => `${names[place] || t('persons.not_in_list')} (${code})`)
    .join(' · ');
