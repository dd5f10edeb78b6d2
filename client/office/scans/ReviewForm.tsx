import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { ItemLines } from '../paper/ItemLines.tsx';
import { Cutout } from './Cutout.tsx';
import { commentOf, itemsOfForm, unsureItems } from './read-forms.ts';
import type { ScanFormsModel } from './scan-forms.ts';

/** The items that the reader left open, each with its picture; what it has decided is not asked again. */
export function ReviewForm({ model }: { readonly model: ScanFormsModel }) {
  const { review } = model;
  const form = review.form.value!;
  const written = commentOf(form);
  const pictures = new Map(unsureItems(form).map((item) => [item.question, item.picture]));
  const heading = (
    <>
      <p>
        <strong>{t('paper.form', { number: form.number })}</strong> ·{' '}
        {t('scans.decided', { n: itemsOfForm(form).length - pictures.size })}
      </p>
      <RefusalNotice failure={model.send.failure.value} />
    </>
  );
  const sheet = {
    items: review.items.value,
    typed: review.typed.value,
    onType: review.type,
    pictureOf: (question: string) => {
      const picture = pictures.get(question);
      return picture && <Cutout picture={picture} label={t('scans.picture')} />;
    },
    ...(written && {
      comment: review.comment,
      commentPicture: <Cutout picture={written} label={t('scans.picture')} />,
    }),
  };
  return (
    <ItemLines sheet={sheet} heading={heading} onSubmit={() => model.send.run()}>
      <Button kind="primary" type="submit" isBusy={model.send.isBusy.value}>
        {t('paper.send')}
      </Button>
      <Button
        onPress={() => {
          review.form.value = undefined;
        }}
      >
        {t('paper.leave')}
      </Button>
    </ItemLines>
  );
}
