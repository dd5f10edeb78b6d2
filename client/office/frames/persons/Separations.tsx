import { t } from '../../../i18n.ts';
import { moment, wholeNumber } from '../../../ui/words.ts';
import type { PersonsModel } from './persons.ts';
import { RejoinList } from './RejoinList.tsx';

/** Dossiers parted from their person; each can be given back. */
export function Separations(props: { readonly model: PersonsModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const separations = model.separations.value.value ?? [];
  return (
    <RejoinList
      class="panel"
      summary={t('persons.separated', { n: wholeNumber(separations.length) })}
      rows={separations.map(({ dossierCode, fullName, separatedBy, separatedAt }) => ({
        key: dossierCode,
        words: (
          <>
            <strong>{fullName || t('persons.not_in_list')}</strong> · {dossierCode}
            <br />
            {t('persons.separated_by', { by: separatedBy, at: moment(separatedAt) })}
          </>
        ),
      }))}
      rejoinWords={mayWrite ? t('persons.rejoin') : undefined}
      isBusy={model.rejoin.isBusy.value}
      onRejoin={(dossierCode) => model.rejoin.run(dossierCode)}
    />
  );
}
