import { t } from '../../i18n.ts';

export interface Contact {
  readonly fullName: string;
  readonly telephone: string | null;
}

/** Whom to ring at an agency. */
export function Contacts({ contacts }: { readonly contacts: readonly Contact[] }) {
  if (contacts.length === 0) return <>{t('calendar.no_account')}</>;
  return (
    <ul class="plain">
      {contacts.map(({ fullName, telephone }) => (
        <li key={fullName}>
          {fullName}:{' '}
          {telephone ? (
            <a href={`tel:${telephone.replaceAll(/[ .]/g, '')}`}>{telephone}</a>
          ) : (
            t('calendar.no_telephone')
          )}
        </li>
      ))}
    </ul>
  );
}
