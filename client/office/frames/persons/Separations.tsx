import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import type { PersonsModel } from './persons.ts';

/** Dossiers parted from their person; each can be given back. */
export function Separations(props: { readonly model: PersonsModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const separations = model.separations.value.value;
  if (!separations || separations.length === 0) return null;
  return (
    <details class="panel">
      <summary>{t('persons.separated', { n: wholeNumber(separations.length) })}</summary>
      <ul class="dossiers">
        {separations.map((separation) => (
          <li key={separation.dossierCode}>
            <p>
              <strong>{separation.fullName || t('persons.not_in_list')}</strong> ·{' '}
              {separation.dossierCode}
              <br />
              {t('persons.separated_by', {
                by: separation.separatedBy,
                at: moment(separation.separatedAt),
              })}
            </p>
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.rejoin.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.rejoin.run(separation.dossierCode)}
              >
                {t('persons.rejoin')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
