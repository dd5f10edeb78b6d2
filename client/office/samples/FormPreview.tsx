import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';

/** The citizens' page itself in the size of a small telephone. It is loaded only when asked for. */
export function FormPreview({ campaignId }: { readonly campaignId: string }) {
  const isOpen = useSignal(false);
  return (
    <section class="panel">
      <h2>{t('design.preview_title')}</h2>
      <p>{t('design.preview_text')}</p>
      <div class="buttons">
        <Button
          onPress={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          {t(isOpen.value ? 'design.preview_close' : 'design.preview_open')}
        </Button>
      </div>
      {isOpen.value && (
        <iframe
          class="phone-frame"
          src={`/xem-truoc#${campaignId}`}
          title={t('design.preview_frame')}
        />
      )}
    </section>
  );
}
