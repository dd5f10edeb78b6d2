import { useSignal } from '@preact/signals';
import type { Replied } from '#contract/endpoint.ts';
import type { listPetitions, PetitionContact, PetitionInOffice } from '#contract/petitions.ts';
import { inText } from '#contract/place-names.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField, TextField } from '../../ui/Field.tsx';
import { day } from '../../ui/words.ts';
import { CloseForm } from './CloseForm.tsx';
import type { PetitionsModel } from './petitions.ts';
import { suggestedDue } from './petitions.ts';

interface SheetProps {
  readonly model: PetitionsModel;
  readonly petition: PetitionInOffice;
  readonly agencies: Replied<typeof listPetitions>['agencies'];
}

/** One petition: what was written beside what others may read of it, and the next step. */
export function PetitionSheet(props: SheetProps) {
  const { model, petition } = props;
  const { state, original } = petition;
  return (
    <li class="panel">
      <h2>
        {t('petitions.heading', {
          kind: t(`petitions.kind.${petition.kind}`),
          agency: petition.concernedName ?? t('petitions.no_agency'),
        })}
      </h2>
      <p class="quiet">
        {t('petitions.number', { number: petition.number })}{' '}
        {t(petition.mayPublish ? 'petitions.may_publish' : 'petitions.may_not_publish')}
      </p>
      <h3>{t('petitions.original')}</h3>
      {original ? (
        <>
          <blockquote class="verbatim">{original.text}</blockquote>
          <Contact contact={original.contact} />
        </>
      ) : (
        <p class="hint">{t('petitions.erased')}</p>
      )}
      <Handled petition={petition} />
      {(state === 'waiting' || state === 'assigned') && <AssignForm {...props} />}
      {state !== 'closed' && state !== 'declined' && (
        <CloseForm model={model} petition={petition} />
      )}
    </li>
  );
}

function Contact({ contact }: { readonly contact: PetitionContact | null }) {
  const parts = contact && Object.values(contact).filter(Boolean);
  return (
    <p>
      {parts ? t('petitions.contact', { parts: parts.join(' · ') }) : t('petitions.no_contact')}
    </p>
  );
}

function Handled({ petition }: { readonly petition: PetitionInOffice }) {
  const { agencyName, dueOn, isOverdue, answer, note, publicQuestion } = petition;
  return (
    <>
      {agencyName && dueOn && (
        <p>
          {t(isOverdue ? 'petitions.overdue' : 'petitions.assigned', {
            agency: inText(agencyName),
            due: day(dueOn),
          })}
        </p>
      )}
      {answer && (
        <>
          <h3>{t('petitions.answer')}</h3>
          <blockquote class="verbatim">{answer}</blockquote>
        </>
      )}
      {note && <p>{t('petitions.note', { note })}</p>}
      {publicQuestion && <p>{t('petitions.is_public')}</p>}
    </>
  );
}

function AssignForm({ model, petition, agencies }: SheetProps) {
  const masked = useSignal(petition.masked ?? '');
  const agencyCode = useSignal(petition.agencyCode ?? '');
  const dueOn = useSignal(petition.dueOn ?? suggestedDue(new Date()));
  const isConduct = petition.kind === 'conduct';
  const offered = agencies.filter(
    (agency) => !(isConduct && agency.agencyCode === petition.concernedAgency),
  );
  const assign = () =>
    model.assign.run(petition.id, {
      agencyCode: agencyCode.value,
      masked: masked.value,
      dueOn: dueOn.value,
    });
  return (
    <>
      <LongTextField
        label={t('petitions.masked')}
        hint={t('petitions.masked_hint')}
        value={masked.value}
        onInput={into(masked)}
      />
      <SelectField
        label={t('petitions.assign_to')}
        value={agencyCode.value}
        choices={[
          { value: '', label: t('petitions.choose') },
          ...offered.map((agency) => ({ value: agency.agencyCode, label: agency.agencyName })),
        ]}
        onChange={into(agencyCode)}
      />
      {isConduct && <p class="hint">{t('petitions.not_to_criticised')}</p>}
      <TextField
        label={t('petitions.due')}
        type="date"
        value={dueOn.value}
        onInput={into(dueOn)}
        isShort
      />
      {agencyCode.value && (
        <div class="buttons">
          <Button isBusy={model.assign.isBusy.value} busyLabel={t('app.busy')} onPress={assign}>
            {t('petitions.assign')}
          </Button>
        </div>
      )}
    </>
  );
}
