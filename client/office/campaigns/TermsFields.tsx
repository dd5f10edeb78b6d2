import { SLIP_PRINTINGS } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import type { Choice } from '../../ui/Field.tsx';
import { ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import type { Lists } from './lists.ts';
import type { Draft, TermsForm } from './terms-form.ts';

type Name = keyof Draft;

const GROUPS = {
  about: ['name', 'year', 'provinceCode', 'planNumber', 'planDate'],
  who: ['returnedFrom', 'returnedTo', 'restRounds'],
  when: ['listsDueOn', 'collectFrom', 'collectTo', 'graceDays', 'reportDueOn'],
  what: ['questionnaireVersion', 'questionnairePart', 'officeName'],
  slips: ['slipPrinting'],
  contact: ['hotline', 'hotlineHours', 'host', 'noticeHours', 'retentionDays'],
} as const satisfies Record<string, readonly Name[]>;

/** The form in five plain groups; hints say what a value is used for. */
export function TermsFields({ form, lists }: { readonly form: TermsForm; readonly lists: Lists }) {
  return (
    <>
      {Object.entries(GROUPS).map(([title, names]) => (
        <section key={title}>
          <h2>{t(`terms.group.${title}`)}</h2>
          {names.map((name) => (
            <TermField key={name} name={name} form={form} lists={lists} />
          ))}
        </section>
      ))}
    </>
  );
}

function TermField(props: {
  readonly name: Name;
  readonly form: TermsForm;
  readonly lists: Lists;
}) {
  const { name, form, lists } = props;
  if (name === 'questionnairePart') return <Parts form={form} lists={lists} />;
  if (name === 'slipPrinting') return <Printing form={form} />;
  const common = {
    id: `terms-${name}`,
    label: t(`terms.${name}`),
    hint: name === 'questionnaireVersion' ? comparedIn(form, lists) : hintOf(name),
    wrong: wrongOf(form, name),
    value: form.draft.value[name],
  };
  const choices = choicesOf(name, lists);
  if (choices) {
    return (
      <SelectField {...common} choices={choices} onChange={(value) => form.set(name, value)} />
    );
  }
  return <TextField {...common} {...kindOf(name)} onInput={(value) => form.set(name, value)} />;
}

const DAYS: readonly Name[] = [
  'planDate',
  'returnedFrom',
  'returnedTo',
  'listsDueOn',
  'collectFrom',
  'collectTo',
  'reportDueOn',
];
const NUMBERS: readonly Name[] = [
  'year',
  'graceDays',
  'noticeHours',
  'retentionDays',
  'restRounds',
];

/** What the chosen questionnaire can be compared in, before the round is opened with it. */
function comparedIn(form: TermsForm, { questionnaires }: Lists): string | undefined {
  const chosen = questionnaires.find(
    ({ version }) => version === form.draft.value.questionnaireVersion,
  );
  return chosen?.compared.map((earlier) => t('terms.compared', earlier)).join(' ') || undefined;
}

function kindOf(name: Name): { type?: string; inputmode?: 'numeric'; isShort?: boolean } {
  if (DAYS.includes(name)) return { type: 'date', isShort: true };
  return NUMBERS.includes(name) ? { inputmode: 'numeric', isShort: true } : {};
}

function choicesOf(name: Name, lists: Lists): Choice<string>[] | undefined {
  if (name === 'provinceCode') {
    return [
      { value: '', label: t('terms.province_choose') },
      ...lists.provinces.map(({ code, name }) => ({ value: code, label: name })),
    ];
  }
  if (name !== 'questionnaireVersion') return undefined;
  return lists.questionnaires.map(({ version, title }) => ({
    value: version,
    label: `${title} (${version})`,
  }));
}

function Parts({ form, lists }: { readonly form: TermsForm; readonly lists: Lists }) {
  const version = lists.questionnaires.find(
    (questionnaire) => questionnaire.version === form.draft.value.questionnaireVersion,
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

function Printing({ form }: { readonly form: TermsForm }) {
  return (
    <ChoiceField
      label={t('terms.slipPrinting')}
      hint={t('terms.hint.slipPrinting')}
      value={form.draft.value.slipPrinting}
      choices={SLIP_PRINTINGS.map((value) => ({
        value,
        label: t(`slip_printing.${value}`),
        note: t(`slip_printing_note.${value}`),
      }))}
      onChange={(printing) => form.set('slipPrinting', printing)}
    />
  );
}

const HINTED = new Set<Name>([
  'planNumber',
  'planDate',
  'returnedFrom',
  'listsDueOn',
  'collectTo',
  'graceDays',
  'reportDueOn',
  'officeName',
  'hotline',
  'hotlineHours',
  'host',
  'noticeHours',
  'retentionDays',
  'restRounds',
]);
const hintOf = (name: Name) => (HINTED.has(name) ? t(`terms.hint.${name}`) : undefined);

function wrongOf(form: TermsForm, name: Name): string | undefined {
  const complaint = form.shown.value[name];
  return complaint && t(`terms.wrong.${complaint}`);
}
