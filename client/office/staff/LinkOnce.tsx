import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { moment } from '../../ui/words.ts';

/** The server keeps only the link's hash: it can be read here and now, never again. */
export function LinkOnce(props: {
  readonly link: { address: string; expiresAt: string; username: string } | undefined;
}) {
  const copied = useSignal('');
  const { link } = props;
  if (!link) return null;
  return (
    <Notice kind="success" title={t('accounts.link_title', { username: link.username })}>
      <p>{t('accounts.link_once', { until: moment(link.expiresAt) })}</p>
      <p>
        <code class="secret">{link.address}</code>
      </p>
      <div class="buttons">
        <Button
          onPress={async () => {
            await navigator.clipboard?.writeText(link.address);
            copied.value = link.address;
          }}
        >
          {t('accounts.copy')}
        </Button>
      </div>
      <p role="status">{copied.value === link.address ? t('accounts.copied') : ''}</p>
    </Notice>
  );
}
