import { t } from '../../i18n.ts';
import { ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import type { Lists } from './lists.ts';
import type { Draft, TermsForm } from './terms-form.ts';

type Name = keyof Draft;

/** The form in five plain groups; hints say what a value is used for. */
export function TermsFields({ form, lists }: { readonly form: TermsForm; readonly lists: Lists }) {
  const text = (
    name: Name,
    more: { type?: string; isShort?: boolean; inputmode?: 'numeric' } = {},
  ) => (
    <TextField
      id={`terms-${name}`}
      label={t(`terms.${name}`)}
      hint={hintOf(name)}
      wrong={wrongOf(form, name)}
      value={form.draft.value[name]}
      onInput={(value) => form.set(name, value)}
      {...more}
    />
  );
  const day = (name: Name) => text(name, { type: 'date', isShort: true });
  const number = (name: Name) => text(name, { inputmode: 'numeric', isShort: true });
  return (
    <>
      <Group title="about">
        {text('name')}
        {number('year')}
        <SelectField
          id="terms-provinceCode"
          label={t('terms.provinceCode')}
          wrong={wrongOf(form, 'provinceCode')}
          value={form.draft.value.provinceCode}
          choices={[
            { value: '', label: t('terms.province_choose') },
            ...lists.provinces.map((province) => ({ value: province.code, label: province.name })),
          ]}
          onChange={(code) => form.set('provinceCode', code)}
        />
        {text('planNumber')}
        {day('planDate')}
      </Group>
      <Group title="who">
        {day('returnedFrom')}
        {day('returnedTo')}
      </Group>
      <Group title="when">
        {day('collectFrom')}
        {day('collectTo')}
        {number('graceDays')}
      </Group>
      <Group title="what">
        <SelectField
          id="terms-questionnaireVersion"
          label={t('terms.questionnaireVersion')}
          value={form.draft.value.questionnaireVersion}
          choices={lists.questionnaires.map((version) => ({
            value: version.version,
            label: `${version.title} (${version.version})`,
          }))}
          onChange={(version) => form.set('questionnaireVersion', version)}
        />
        <Parts form={form} lists={lists} />
        {text('officeName')}
      </Group>
      <Group title="contact">
        {text('hotline')}
        {text('host')}
        {number('noticeHours')}
      </Group>
    </>
  );
}

function Parts({ form, lists }: { readonly form: TermsForm; readonly lists: Lists }) {
  const version = lists.questionnaires.find(
    (one) => one.version === form.draft.value.questionnaireVersion,
  );
  return (
    <ChoiceField
      label={t('terms.questionnairePart')}
      value={form.draft.value.questionnairePart}
      choices={[
        {
          value: 'service',
          label: t('terms.part_service'),
          note: t('terms.part_note', { n: version?.serviceQuestions ?? 0 }),
        },
        {
          value: 'whole',
          label: t('terms.part_whole'),
          note: t('terms.part_note', { n: version?.questions ?? 0 }),
        },
      ]}
      onChange={(part) => form.set('questionnairePart', part)}
    />
  );
}

function Group(props: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <section class="group">
      <h2>{t(`terms.group.${props.title}`)}</h2>
      {props.children}
    </section>
  );
}

const HINTED = new Set<Name>([
  'planNumber',
  'planDate',
  'returnedFrom',
  'collectTo',
  'graceDays',
  'officeName',
  'hotline',
  'host',
  'noticeHours',
]);
const hintOf = (name: Name) => (HINTED.has(name) ? t(`terms.hint.${name}`) : undefined);

function wrongOf(form: TermsForm, name: Name): string | undefined {
  const complaint = form.shown.value[name];
  return complaint && t(`terms.wrong.${complaint}`);
}
