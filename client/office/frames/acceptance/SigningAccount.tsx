import type { Acceptance } from '#contract/acceptance.ts';
import type { AccountLink } from '#contract/scalars.ts';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { moment, personWords } from '../../../ui/words.ts';

/** Who made the password links of the accounts that signed and decided. The maker of a link could have used it. */
export function SigningAccount({ acceptance }: { readonly acceptance: Acceptance }) {
  return (
    <>
      {(['signature', 'decision'] as const).map((act) => {
        const link = acceptance[act]?.link;
        if (!link) return null;
        const maker = personWords(link.madeBy, link.madeByUsername) ?? t('link_notice.owner');
        const values = { by: maker, made: moment(link.madeAt), used: moment(link.usedAt) };
        const known =
          link.knownTo.length > 0
            ? t('acceptance.link_known', {
                names: link.knownTo
                  .map(({ name, username }) => personWords(name, username))
                  .join(', '),
              })
            : t('acceptance.link_unknown');
        if (!link.isRenewal) return <p key={act}>{t(`acceptance.${act}_link_made`, values)}</p>;
        return (
          <Notice key={act} kind="attention" title={t(`acceptance.${act}_link_renewed`, values)}>
            <p>{known}</p>
          </Notice>
        );
      })}
      {acceptance.signature?.takenOver && <TakenOver link={acceptance.signature.takenOver} />}
    </>
  );
}

/** Its owner of today may not have signed: this signature is looked at again. */
function TakenOver({ link }: { readonly link: AccountLink }) {
  const by = personWords(link.madeBy, link.madeByUsername) ?? t('link_notice.owner');
  const values = { by, made: moment(link.madeAt), used: moment(link.usedAt) };
  return (
    <Notice kind="attention" title={t('acceptance.signature_taken_over', values)}>
      <p>{t('acceptance.taken_over_next')}</p>
    </Notice>
  );
}
