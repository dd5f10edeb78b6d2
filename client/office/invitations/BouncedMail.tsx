import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ContactPlanModel } from './contact-plan.ts';

/** Takes the notices of e-mails that came back, as saved from the province's mailbox. */
export function BouncedMail({ model }: { readonly model: ContactPlanModel }) {
  const act = model.recordBounces;
  const result = useSignal<Awaited<ReturnType<typeof act.run>>>(undefined);
  const taken = result.value;
  return (
    <section>
      <h2>{t('contact.bounces.title')}</h2>
      <RefusalNotice failure={act.failure.value} />
      {taken && (
        <Notice
          kind="success"
          title={t('contact.bounces.taken', { n: wholeNumber(taken.bounced) })}
        >
          {taken.bounced > 0 && <p>{t('contact.bounces.next')}</p>}
          {taken.unknown + taken.others > 0 && (
            <p>
              {t('contact.bounces.not_taken', { n: wholeNumber(taken.unknown + taken.others) })}
            </p>
          )}
        </Notice>
      )}
      <Upload
        label={t('contact.bounces.choose')}
        hint={t('contact.bounces.hint')}
        accept=".eml,.mbox,.txt"
        isBusy={act.isBusy.value}
        isSecondary
        isMultiple
        onFile={async (_, files) => {
          result.value = await act.run(files);
        }}
      />
    </section>
  );
}
