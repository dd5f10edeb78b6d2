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
        {separations.map((one) => (
          <li key={one.dossierCode}>
            <p>
              <strong>{one.fullName || t('persons.not_in_list')}</strong> · {one.dossierCode}
              <br />
              {t('persons.separated_by', { by: one.separatedBy, at: moment(one.separatedAt) })}
            </p>
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.rejoin.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.rejoin.run(one.dossierCode)}
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
