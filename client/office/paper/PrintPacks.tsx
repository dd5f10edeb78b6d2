import { downloadPaperPacks, PRINT_SIZES } from '#contract/paper.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { ChoiceField, into, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import type { PaperFormsModel } from './paper-forms.ts';

/** Covers and forms are two files: nobody who prints or packs can lay a form to a name by their order. */
export function PrintPacks(props: {
  readonly model: PaperFormsModel;
  readonly context: PageContext;
}) {
  const { model, context } = props;
  const issued = model.issued.value;
  const file = (part: 'covers' | 'forms') =>
    addressOf(
      downloadPaperPacks.path,
      { campaignId: context.campaign.id },
      {
        part,
        size: model.size.value,
        ...(model.agencyCode.value && { agencyCode: model.agencyCode.value }),
      },
    );
  return (
    <section class="panel">
      <h2>{t('paper.packs')}</h2>
      <p>{t('paper.packs_what')}</p>
      <SelectField
        label={t('board.agency')}
        value={model.agencyCode.value}
        choices={[
          { value: '', label: t('paper.all_agencies') },
          ...(model.agencies.value.value ?? []).map(({ code, name }) => ({
            value: code,
            label: name,
          })),
        ]}
        onChange={into(model.agencyCode)}
      />
      <ChoiceField
        label={t('paper.size')}
        value={model.size.value}
        choices={PRINT_SIZES.map((size) => ({ value: size, label: t(`paper.sizes.${size}`) }))}
        onChange={into(model.size)}
      />
      <RefusalNotice failure={model.issue.failure.value} />
      <div class="buttons">
        <Button isBusy={model.issue.isBusy.value} onPress={() => model.issue.run()}>
          {t('paper.issue')}
        </Button>
      </div>
      {issued && (
        <Notice
          kind="success"
          title={t('paper.issued', {
            n: wholeNumber(issued.packs),
            made: wholeNumber(issued.made),
          })}
        >
          <div class="buttons">
            <ButtonLink href={file('covers')} download>
              {t('paper.covers')}
            </ButtonLink>
            <ButtonLink href={file('forms')} download>
              {t('paper.forms')}
            </ButtonLink>
          </div>
        </Notice>
      )}
    </section>
  );
}
