import type { Person } from '#contract/persons.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { Table } from '../../../ui/Table.tsx';
import { day, wholeNumber } from '../../../ui/words.ts';
import type { PersonsModel } from './persons.ts';
import { PAGE_SIZE } from './persons.ts';

export function PersonTable({ model }: { readonly model: PersonsModel }) {
  const found = model.people.value.value;
  if (!found) return null;
  return (
    <>
      <Table
        caption={t('persons.caption', { n: wholeNumber(found.total) })}
        isStale={model.people.isLoading.value}
        rows={found.people}
        keyOf={(person) => person.personId}
        columns={columns(model)}
      />
      <Paging
        page={found.page}
        pages={Math.max(1, Math.ceil(found.total / PAGE_SIZE))}
        label={t('app.pages')}
        words={(page, pages) => t('app.page', { page, pages })}
        back={t('app.page_back')}
        on={t('app.page_on')}
        onTurn={(page) => model.turnTo(page)}
      />
    </>
  );
}

const columns = (model: PersonsModel): ColumnOf<Person>[] => [
  { key: 'name', heading: t('persons.name'), cell: (person) => <Names person={person} /> },
  {
    key: 'kind',
    heading: t('persons.kind'),
    cell: (person) => t(`persons.kind_${person.kind}`),
  },
  { key: 'phone', heading: t('persons.phone'), cell: (person) => <Phone person={person} /> },
  {
    key: 'address',
    heading: t('persons.address'),
    cell: (person) => person.address || person.hamlet || t('persons.no_address'),
  },
  {
    key: 'procedure',
    heading: t('persons.procedure'),
    cell: (person) => `${person.procedureName} (${person.field})`,
  },
  {
    key: 'returned',
    heading: t('persons.returned'),
    cell: (person) => (person.returnedOn ? day(person.returnedOn) : ''),
  },
  {
    key: 'dossiers',
    heading: t('persons.dossiers'),
    isNumeric: true,
    cell: (person) => <Dossiers model={model} person={person} />,
  },
];

/** The owner of the dossier, and who is asked in the owner's place. */
function Names({ person }: { readonly person: Person }) {
  const { fullName, cameName, representative } = person;
  return (
    <>
      {fullName}
      {cameName && <span class="hint beside">{t('persons.came', { name: cameName })}</span>}
      {representative && (
        <span class="hint beside">{t('persons.representative', { name: representative })}</span>
      )}
    </>
  );
}

function Phone({ person }: { readonly person: Person }) {
  if (!person.hasSharedPhone) return <>{person.phone ?? ''}</>;
  return (
    <>
      {person.phone}
      <span class="hint beside">{t('persons.other_phone')}</span>
    </>
  );
}

function Dossiers({ model, person }: { readonly model: PersonsModel; readonly person: Person }) {
  if (person.dossiers === 1) return <>{wholeNumber(1)}</>;
  return (
    <Button
      kind="plain"
      isBusy={model.look.isBusy.value}
      onPress={() => model.look.run(person.personId)}
    >
      {t('persons.why', { n: wholeNumber(person.dossiers) })}
    </Button>
  );
}
