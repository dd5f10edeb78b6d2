import { useEffect, useMemo } from 'preact/hooks';
import type { LinkNotice } from '#contract/staff.ts';
import { confirmLinkNotices, listLinkNotices } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment, personWords } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

/** Shown above every screen until confirmed: the maker of a password link could have used the account. */
export function LinkNotices({ ask }: { readonly ask: Ask }) {
  const loaded = useMemo(
    () => createLoaded(async () => (await ask(listLinkNotices, {})).notices),
    [ask],
  );
  const confirm = useMemo(
    () =>
      createAct(async (ids: string[]) => {
        await ask(confirmLinkNotices, { body: { ids } });
        await loaded.load();
      }),
    [ask, loaded],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const notices = loaded.value.value ?? [];
  if (notices.length === 0) return null;
  return (
    <Notice kind="attention" title={t('link_notice.title')}>
      <RefusalNotice failure={confirm.failure.value} />
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>{words(notice)}</li>
        ))}
      </ul>
      <p>{t('link_notice.next')}</p>
      <div class="buttons">
        <Button
          isBusy={confirm.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={() => confirm.run(notices.map(({ id }) => id))}
        >
          {t('link_notice.confirm')}
        </Button>
      </div>
    </Notice>
  );
}

function words({
  account,
  name,
  madeBy,
  madeByUsername,
  madeAt,
  usedAt,
  isRenewal,
}: LinkNotice): string {
  const values = {
    account,
    name,
    by: personWords(madeBy, madeByUsername) ?? t('link_notice.owner'),
    made: moment(madeAt),
    used: usedAt ? moment(usedAt) : '',
  };
  const words = t(`link_notice.${isRenewal ? 'renewed' : 'made'}`, values);
  return `${words} ${t(usedAt ? 'link_notice.used' : 'link_notice.unused', values)}`;
}
