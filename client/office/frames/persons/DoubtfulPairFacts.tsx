import type { DoubtfulDossier, DoubtfulPair } from '#contract/doubts.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Table } from '../../../ui/Table.tsx';
import { day } from '../../../ui/words.ts';
import type { DossierCodes, DoubtsModel } from './doubts.ts';

/** Two dossiers side by side, field by field, and the two ways to decide. */
export function DoubtfulPairFacts(props: {
  readonly pair: DoubtfulPair;
  readonly model: DoubtsModel;
  readonly mayWrite: boolean;
}) {
  const { pair, model, mayWrite } = props;
  const codes = pair.dossiers.map(({ code }) => code) as DossierCodes;
  const { isBusy } = model.decide;
  return (
    <li>
      {pair.isContradiction && <p>{t('doubts.contradiction')}</p>}
      <Table
        caption={codes.join(' · ')}
        rows={factsOf(pair)}
        keyOf={({ field }) => field}
        columns={[
          {
            key: 'field',
            heading: t('doubts.field'),
            cell: ({ field }) => t(`doubts.of.${field}`),
          },
          { key: 'first', heading: codes[0], cell: ({ first }) => first },
          { key: 'second', heading: codes[1], cell: ({ second }) => second },
        ]}
      />
      {mayWrite && (
        <div class="buttons">
          <Button
            isBusy={isBusy.value}
            busyLabel={t('app.busy')}
            onPress={() => model.decide.run(codes, true)}
          >
            {t('doubts.same')}
          </Button>
          <Button
            isBusy={isBusy.value}
            busyLabel={t('app.busy')}
            onPress={() => model.decide.run(codes, false)}
          >
            {t('doubts.two')}
          </Button>
        </div>
      )}
    </li>
  );
}

const FIELDS = ['name', 'phone', 'birth', 'address', 'procedure', 'returned'] as const;
type Field = (typeof FIELDS)[number] | 'number';

interface Fact {
  readonly field: Field;
  readonly first: string;
  readonly second: string;
}

function factsOf({ dossiers: [first, second], idNumbers }: DoubtfulPair): Fact[] {
  const facts: Fact[] = FIELDS.map((field) => ({
    field,
    first: fieldWords(first, field),
    second: fieldWords(second, field),
  }));
  const numbers = t(`doubts.numbers.${idNumbers}`);
  facts.splice(3, 0, { field: 'number', first: numbers, second: numbers });
  return facts;
}

function fieldWords(dossier: DoubtfulDossier, field: (typeof FIELDS)[number]): string {
  const { fullName, cameName, phone, birth, address, procedureName, returnedOn } = dossier;
  const values = {
    name: cameName ? t('doubts.came', { name: cameName, owner: fullName }) : fullName,
    phone,
    birth: birth?.includes('-') ? day(birth) : birth,
    address,
    procedure: procedureName,
    returned: returnedOn ? day(returnedOn) : null,
  };
  return values[field] || t('doubts.unknown');
}
