import type { AuthorLink, Remark } from '#contract/remarks.ts';
import { t } from '../i18n.ts';
import { moment } from './words.ts';

/** Who made the links of an author's account: the maker of a link could have used it. */
export function RemarkAccount({ link, takenOver }: Pick<Remark, 'link' | 'takenOver'>) {
  return (
    <>
      {link && <p>{linkWords(link)}</p>}
      {takenOver && <p>{t('remarks.taken_over', valuesOf(takenOver))}</p>}
    </>
  );
}

function linkWords(link: AuthorLink): string {
  if (!link.isRenewal) return t('remarks.link_made', valuesOf(link));
  const known =
    link.knownTo.length > 0
      ? t('remarks.link_known', { names: link.knownTo.join(', ') })
      : t('remarks.link_unknown');
  return `${t('remarks.link_renewed', valuesOf(link))} ${known}`;
}

const valuesOf = ({ madeBy, usedAt }: AuthorLink) => ({
  by: madeBy ?? t('remarks.link_owner'),
  at: moment(usedAt),
});
