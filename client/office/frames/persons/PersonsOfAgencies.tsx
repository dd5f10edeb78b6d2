import { useMemo } from 'preact/hooks';
import type { PersonOfAgencies } from '#contract/persons-of-agencies.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import type { Ask } from '../../page/session.ts';
import { PAGE_SIZE } from './persons.ts';
import type { PersonsOfAgenciesModel } from './persons-of-agencies.ts';
import { createPersonsOfAgencies } from './persons-of-agencies.ts';
import { RejoinList } from './RejoinList.tsx';
import { rulesInWords } from './WhyMerged.tsx';

/** For Home Affairs only: an agency's staff see nobody of another agency. */
export function PersonsOfAgencies(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly mayWrite: boolean;
}) {
  const { ask, campaignId, mayWrite } = props;
  const model = useMemo(() => createPersonsOfAgencies(ask, campaignId), [ask, campaignId]);
  const { search, separate, rejoin } = model;
  return (
    <div class="panel">
      <h2>{t('persons_of_agencies.title')}</h2>
      <p>{t('persons_of_agencies.what')}</p>
      <RefusalNotice
        failure={search.failure.value ?? separate.failure.value ?? rejoin.failure.value}
      />
      <div class="buttons">
        <Button
          isBusy={search.isBusy.value}
          busyLabel={t('persons_of_agencies.searching')}
          onPress={() => search.run()}
        >
          {t(model.isOpen.value ? 'persons_of_agencies.again' : 'persons_of_agencies.search')}
        </Button>
        {!model.isOpen.value && (
          <Button kind="plain" onPress={() => model.open()}>
            {t('persons_of_agencies.last')}
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
  readonly model: PersonsOfAgenciesModel;
  readonly mayWrite: boolean;
}

function Found({ model, mayWrite }: FoundProps) {
  const found = model.found.value.value;
  if (!found) return null;
  const { persons, separated, total, foundAt } = found;
  if (!foundAt && separated.length === 0) return <p>{t('persons_of_agencies.none')}</p>;
  return (
    <>
      {foundAt && (
        <p>{t('persons_of_agencies.found', { n: wholeNumber(total), at: moment(foundAt) })}</p>
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

function OnePerson(props: FoundProps & { readonly person: PersonOfAgencies }) {
  const { person, model, mayWrite } = props;
  return (
    <li>
      <p>
        <strong>{person.members[0]?.fullName}</strong> · {rulesInWords(person.linkedBy)}
      </p>
      <ul>
        {person.members.map((member) => (
          <li key={member.personId}>
            {member.agencyName}: {member.fullName} · {member.phone ?? t('persons.no_phone')} ·{' '}
            {t('persons_of_agencies.dossiers', { n: wholeNumber(member.dossiers) })}{' '}
            {mayWrite && (
              <Button
                kind="plain"
                isBusy={model.separate.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.separate.run(member.personId)}
              >
                {t('persons_of_agencies.separate')}
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
  return (
    <RejoinList
      summary={t('persons_of_agencies.parted', { n: wholeNumber(separated.length) })}
      rows={separated.map(({ personId, fullName, agencyName }) => ({
        key: personId,
        words: (
          <>
            <strong>{fullName}</strong> · {agencyName}
          </>
        ),
      }))}
      rejoinWords={mayWrite ? t('persons_of_agencies.rejoin') : undefined}
      isBusy={model.rejoin.isBusy.value}
      onRejoin={(personId) => model.rejoin.run(personId)}
    />
  );
}
