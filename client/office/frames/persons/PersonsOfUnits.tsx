import { useMemo } from 'preact/hooks';
import type { PersonOfUnits } from '#contract/people.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import type { Ask } from '../../page/session.ts';
import { PAGE_SIZE } from './persons.ts';
import type { PersonsOfUnitsModel } from './persons-of-units.ts';
import { createPersonsOfUnits } from './persons-of-units.ts';
import { rulesInWords } from './WhyMerged.tsx';

/** For Home Affairs only: a unit's staff see nobody of another unit. */
export function PersonsOfUnits(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly mayWrite: boolean;
}) {
  const { ask, campaignId, mayWrite } = props;
  const model = useMemo(() => createPersonsOfUnits(ask, campaignId), [ask, campaignId]);
  const { search, separate, rejoin } = model;
  return (
    <div class="panel">
      <h2>{t('persons_of_units.title')}</h2>
      <p>{t('persons_of_units.what')}</p>
      <RefusalNotice
        failure={search.failure.value ?? separate.failure.value ?? rejoin.failure.value}
      />
      <div class="buttons">
        <Button
          isBusy={search.isBusy.value}
          busyLabel={t('persons_of_units.searching')}
          onPress={() => search.run()}
        >
          {t(model.isOpen.value ? 'persons_of_units.again' : 'persons_of_units.search')}
        </Button>
        {!model.isOpen.value && (
          <Button kind="plain" onPress={() => model.open()}>
            {t('persons_of_units.last')}
          </Button>
        )}
      </div>
      {model.isOpen.value && (
        <WhenLoaded state={model.found}>
          {() => <Found model={model} mayWrite={mayWrite} />}
        </WhenLoaded>
      )}
    </div>
  );
}

interface FoundProps {
  readonly model: PersonsOfUnitsModel;
  readonly mayWrite: boolean;
}

function Found({ model, mayWrite }: FoundProps) {
  const found = model.found.value.value;
  if (!found) return null;
  const { persons, separated, total, foundAt } = found;
  if (!foundAt && separated.length === 0) return <p>{t('persons_of_units.none')}</p>;
  return (
    <>
      {foundAt && (
        <p>{t('persons_of_units.found', { n: wholeNumber(total), at: moment(foundAt) })}</p>
      )}
      <ul class="dossiers">
        {persons.map((person) => (
          <OnePerson
            key={person.members[0]?.personId}
            person={person}
            model={model}
            mayWrite={mayWrite}
          />
        ))}
      </ul>
      <Paging
        page={found.page}
        pages={Math.max(1, Math.ceil(total / PAGE_SIZE))}
        label={t('app.pages')}
        words={(page, pages) => t('app.page', { page, pages })}
        back={t('app.page_back')}
        on={t('app.page_on')}
        onTurn={(page) => model.turnTo(page)}
      />
      <Parted model={model} mayWrite={mayWrite} />
    </>
  );
}

function OnePerson(props: FoundProps & { readonly person: PersonOfUnits }) {
  const { person, model, mayWrite } = props;
  return (
    <li>
      <p>
        <strong>{person.members[0]?.fullName}</strong> · {rulesInWords(person.linkedBy)}
      </p>
      <ul>
        {person.members.map((member) => (
          <li key={member.personId}>
            {member.unitName}: {member.fullName} · {member.phone ?? t('persons.no_phone')} ·{' '}
            {t('persons_of_units.dossiers', { n: wholeNumber(member.dossiers) })}{' '}
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.separate.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.separate.run(member.personId)}
              >
                {t('persons_of_units.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

function Parted({ model, mayWrite }: FoundProps) {
  const separated = model.found.value.value?.separated ?? [];
  if (separated.length === 0) return null;
  return (
    <details>
      <summary>{t('persons_of_units.parted', { n: wholeNumber(separated.length) })}</summary>
      <ul class="dossiers">
        {separated.map((member) => (
          <li key={member.personId}>
            <p>
              <strong>{member.fullName}</strong> · {member.unitName}
            </p>
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.rejoin.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.rejoin.run(member.personId)}
              >
                {t('persons_of_units.rejoin')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
