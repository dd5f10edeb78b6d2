import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Person } from '#contract/people.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { Paging } from '../../ui/Paging.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { Shown } from '../Screen.tsx';
import type { Ask } from '../session.ts';
import type { PeopleModel } from './people.ts';
import { createPeople, PAGE_SIZE } from './people.ts';

export function People(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly unitCode: string;
}) {
  const { ask, campaignId, unitCode } = props;
  const model = useMemo(() => createPeople(ask, campaignId, unitCode), [ask, campaignId, unitCode]);
  const isOpen = useSignal(false);
  const typed = useSignal('');
  if (!isOpen.value) {
    return (
      <section class="panel">
        <h2>{t('people.title')}</h2>
        <p>{t('people.recorded')}</p>
        <div class="buttons">
          <Button
            onPress={() => {
              isOpen.value = true;
              model.turnTo(1);
            }}
          >
            {t('people.show')}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          model.find(typed.value);
        }}
      >
        <TextField
          label={t('people.search')}
          type="search"
          value={typed.value}
          onInput={into(typed)}
        />
        <Button type="submit">{t('people.find')}</Button>
      </form>
      <Shown reading={model.people}>{() => <PeopleTable model={model} />}</Shown>
    </section>
  );
}

function PeopleTable({ model }: { readonly model: PeopleModel }) {
  const found = model.people.value.value;
  if (!found) return null;
  return (
    <>
      <Table
        caption={t('people.caption', { n: wholeNumber(found.total) })}
        isStale={model.people.isLoading.value}
        rows={found.people}
        keyOf={(person) => person.personId}
        columns={columns()}
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

const columns = (): ColumnOf<Person>[] => [
  { key: 'name', heading: t('people.name'), cell: (person) => person.fullName },
  {
    key: 'kind',
    heading: t('people.kind'),
    cell: (person) => t(`people.kind_${person.kind}`),
  },
  { key: 'phone', heading: t('people.phone'), cell: (person) => person.phone ?? '' },
  {
    key: 'address',
    heading: t('people.address'),
    cell: (person) => person.address || person.hamlet || t('people.no_address'),
  },
  {
    key: 'procedure',
    heading: t('people.procedure'),
    cell: (person) => `${person.procedureName} (${person.field})`,
  },
  {
    key: 'returned',
    heading: t('people.returned'),
    cell: (person) => (person.returnedOn ? day(person.returnedOn) : ''),
  },
  {
    key: 'dossiers',
    heading: t('people.dossiers'),
    isNumeric: true,
    cell: (person) => wholeNumber(person.dossiers),
  },
];
