import type { LinkRule, PersonDossier } from '#contract/persons.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../../ui/words.ts';
import type { PersonsModel } from './persons.ts';

/** “cùng số điện thoại và tên; cùng số giấy tờ”. */
export const rulesInWords = (rules: readonly LinkRule[]): string =>
  rules.map((rule) => t(`persons.rule.${rule}`)).join('; ');

/** Why dossiers were taken for one person's, what each of them says, and the way back. */
export function WhyMerged(props: { readonly model: PersonsModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const dossiers = model.looked.value;
  if (!dossiers) return null;
  const rules = [...new Set(dossiers.flatMap(({ linkedBy }) => linkedBy))];
  const close = () => {
    model.looked.value = undefined;
    model.separate.forget();
  };
  return (
    <Dialog title={t('persons.one_person', { n: wholeNumber(dossiers.length) })} onClose={close}>
      <p>{t('persons.because', { rules: rulesInWords(rules) })}</p>
      <RefusalNotice failure={model.separate.failure.value} />
      <ul class="dossiers">
        {dossiers.map((dossier) => (
          <li key={dossier.code}>
            <DossierFacts dossier={dossier} />
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.separate.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.separate.run(dossier.code)}
              >
                {t('persons.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <p class="hint">{t('persons.separate_hint')}</p>}
      <div class="buttons">
        <Button onPress={close}>{t('persons.close')}</Button>
      </div>
    </Dialog>
  );
}

function DossierFacts({ dossier }: { readonly dossier: PersonDossier }) {
  const { code, fullName, phone, birthYear, procedureName, returnedOn, isChosen, unitId } = dossier;
  const facts = [
    phone ?? t('persons.no_phone'),
    birthYear && t('persons.born', { year: birthYear }),
    procedureName,
    returnedOn && day(returnedOn),
  ];
  return (
    <p>
      <strong>{fullName}</strong> · {code}
      {isChosen && ` · ${t('persons.chosen')}`}
      <br />
      {facts.filter(Boolean).join(' · ')}
      <br />
      {rulesInWords(dossier.linkedBy)}
      {unitId && (
        <>
          <br />
          {t('persons.pseudonym')}: <code>{unitId}</code>
        </>
      )}
    </p>
  );
}
