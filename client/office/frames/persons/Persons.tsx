import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { SHOWN_PERSONS } from '#contract/persons.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { PageContext } from '../../page/page-context.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import { Doubts } from './Doubts.tsx';
import { PersonsOfAgencies } from './PersonsOfAgencies.tsx';
import { PersonTable } from './PersonTable.tsx';
import type { PersonsModel } from './persons.ts';
import { createPersons } from './persons.ts';
import { Separations } from './Separations.tsx';
import { StaffPhones } from './StaffPhones.tsx';
import { WhyMerged } from './WhyMerged.tsx';

/** Who is in the list, why dossiers were taken for one person's, and whose phone is somebody else's. */
export function Persons(props: {
  readonly context: PageContext;
  readonly agencyCode: string;
  readonly onChange: () => void;
}) {
  const { context, agencyCode, onChange } = props;
  const { ask, campaign, staff } = context;
  const model = useMemo(
    () => createPersons(ask, campaign.id, agencyCode, onChange),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    model.counts.load();
  }, [model]);
  const mayWrite = campaign.stage === 'frame_open';
  return (
    <section>
      <h2>{t('persons.title')}</h2>
      <WhenLoaded state={model.counts}>{() => <ToLookAt model={model} />}</WhenLoaded>
      {model.isOpen.value ? (
        <OpenedPersons model={model} mayWrite={mayWrite} />
      ) : (
        <div class="panel">
          <p>{t('persons.recorded')}</p>
          <div class="buttons">
            <Button onPress={() => model.open('all')}>{t('persons.show')}</Button>
          </div>
        </div>
      )}
      {agencyCode !== 'province' && (
        <Doubts
          ask={ask}
          campaignId={campaign.id}
          agencyCode={agencyCode}
          counts={model.counts.value.value}
          mayWrite={mayWrite}
          onChange={() => {
            onChange();
            model.counts.load();
            if (model.isOpen.value) model.people.load();
          }}
        />
      )}
      {agencyCode !== 'province' && (
        <StaffPhones
          context={context}
          agencyCode={agencyCode}
          mayWrite={mayWrite}
          onChange={() => {
            onChange();
            model.counts.load();
            if (model.isOpen.value) model.people.load();
          }}
        />
      )}
      {agencyCode === 'province' && staff.role === 'home_affairs' && (
        <PersonsOfAgencies ask={ask} campaignId={campaign.id} mayWrite={mayWrite} />
      )}
    </section>
  );
}

/** Counts only: they name nobody and are no reading. */
function ToLookAt({ model }: { readonly model: PersonsModel }) {
  const counts = model.counts.value.value;
  if (!counts) return null;
  const { merged, sharedPhone, ownersOfOnePhone, agencies, doubtful, doubtfulAgencies } = counts;
  return (
    <>
      {sharedPhone > 0 && (
        <Notice
          kind="attention"
          title={t('persons.need_phone', { n: wholeNumber(sharedPhone), k: ownersOfOnePhone })}
        >
          <p>{t('persons.need_phone_why')}</p>
          {agencies.length > 1 && (
            <details>
              <summary>{t('persons.by_agency')}</summary>
              <ul>
                {agencies.map((agency) => (
                  <li key={agency.agencyCode}>
                    {agency.agencyName}: {wholeNumber(agency.sharedPhone)}
                  </li>
                ))}
              </ul>
            </details>
          )}
          <div class="buttons">
            <Button onPress={() => model.open('shared_phone')}>{t('persons.see_these')}</Button>
          </div>
        </Notice>
      )}
      {doubtfulAgencies.length > 1 && (
        <details>
          <summary>{t('doubts.by_agency', { n: wholeNumber(doubtful) })}</summary>
          <ul>
            {doubtfulAgencies.map((agency) => (
              <li key={agency.agencyCode}>
                {agency.agencyName}: {wholeNumber(agency.doubtful)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {merged > 0 && (
        <p>
          {t('persons.merged', { n: wholeNumber(merged) })}{' '}
          <Button kind="plain" onPress={() => model.open('merged')}>
            {t('persons.see_these')}
          </Button>
        </p>
      )}
    </>
  );
}

function OpenedPersons(props: { readonly model: PersonsModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const typed = useSignal(model.search.value);
  const failure = model.look.failure.value ?? model.rejoin.failure.value;
  return (
    <>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          model.find(typed.value);
        }}
      >
        <TextField
          label={t('persons.search')}
          type="search"
          value={typed.value}
          onInput={into(typed)}
        />
        <SelectField
          label={t('persons.which')}
          value={model.show.value}
          choices={SHOWN_PERSONS.map((value) => ({ value, label: t(`persons.shown.${value}`) }))}
          onChange={(shown) => model.open(shown)}
        />
        <Button type="submit">{t('persons.find')}</Button>
      </form>
      <RefusalNotice failure={failure} />
      <WhenLoaded state={model.people}>{() => <PersonTable model={model} />}</WhenLoaded>
      <WhyMerged model={model} mayWrite={mayWrite} />
      <Separations model={model} mayWrite={mayWrite} />
    </>
  );
}
