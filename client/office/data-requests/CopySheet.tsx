import type { DataCopy, StoredContact } from '#contract/data-requests.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, moment, wholeNumber } from '../../ui/words.ts';

type StoredPerson = DataCopy['persons'][number];

/** A sheet to hand over or send: all that is stored, in words, and what cannot be copied. */
export function CopySheet(props: { readonly copy: DataCopy; readonly onClose: () => void }) {
  const { copy, onClose } = props;
  return (
    <>
      <div class="buttons">
        <Button kind="primary" onPress={() => print()}>
          {t('data_requests.print')}
        </Button>
        <Button onPress={onClose}>{t('data_requests.back')}</Button>
      </div>
      <p>
        {t('data_requests.copy_head', {
          code: copy.code,
          campaign: copy.campaignName,
          at: moment(copy.madeAt),
        })}
      </p>
      {copy.persons.map((person) => (
        <PersonSheet key={person.agencyCode} person={person} />
      ))}
      <p>{t('data_requests.copy_answers')}</p>
      <p>{t('data_requests.copy_erased', { day: day(copy.erasedOn) })}</p>
    </>
  );
}

function PersonSheet({ person }: { readonly person: StoredPerson }) {
  const { corrected, dossiers, slip } = person;
  const birth = person.birthDay ? day(person.birthDay) : String(person.birthYear ?? '');
  const facts = [
    ...contactFacts(person),
    ['birth', birth],
    ['sex', person.sex ?? ''],
    ['came', person.cameName ?? ''],
    ['representative', person.representative ?? ''],
  ] as const;
  return (
    <section>
      <h2>{person.agencyName}</h2>
      <Facts facts={facts} />
      {corrected && (
        <>
          <h3>{t('data_requests.as_corrected')}</h3>
          <Facts facts={contactFacts(corrected)} />
        </>
      )}
      <Table
        caption={t('data_requests.dossiers')}
        rows={dossiers}
        keyOf={(row) => row.code}
        columns={[
          { key: 'code', heading: t('data_requests.dossier'), cell: (row) => row.code },
          { key: 'what', heading: t('data_requests.procedure'), cell: (row) => row.procedureName },
          { key: 'name', heading: t('data_requests.stated_name'), cell: (row) => row.statedName },
          ...(['receivedOn', 'dueOn', 'returnedOn'] as const).map((key) => ({
            key,
            heading: t(`data_requests.days.${key}`),
            cell: (row: StoredPerson['dossiers'][number]) => (row[key] ? day(row[key]) : ''),
          })),
        ]}
      />
      <p>
        {slip
          ? t(`data_requests.slip_${slip.isUsed ? 'used' : 'open'}`, {
              n: wholeNumber(slip.serial),
              day: day(slip.issuedAt.slice(0, 10)),
              attempts: wholeNumber(slip.attempts.length),
              reminders: wholeNumber(slip.reminders),
            })
          : t('data_requests.no_slip')}
      </p>
    </section>
  );
}

const contactFacts = (contact: StoredContact) =>
  [
    ['full_name', contact.fullName],
    ['phone', contact.phone ?? ''],
    ['address', contact.address ?? ''],
    ['hamlet', contact.hamlet ?? ''],
    ['email', contact.email ?? ''],
  ] as const;

const Facts = ({ facts }: { readonly facts: readonly (readonly [string, string])[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{t(`data_requests.fields.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
