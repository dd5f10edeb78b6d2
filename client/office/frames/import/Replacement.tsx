import { useEffect, useMemo } from 'preact/hooks';
import type { ListFile } from '#contract/list-import.ts';
import type { AgencyConcerned } from '#contract/replacements.ts';
import { t } from '../../../i18n.ts';
import { into, SelectField, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import { WhenLoaded } from '../../page/Screen.tsx';
import type { Ask } from '../../page/session.ts';
import type { ReplacementModel } from './replacement.ts';
import { createReplacement } from './replacement.ts';

/** Before a newer list takes the place of what was signed, accepted or handed in by an agency. */
export function Replacement(props: {
  readonly ask: Ask;
  readonly params: { campaignId: string; agencyCode: string; fileId: string };
  readonly onDecided: (file: ListFile) => void;
}) {
  const { ask, params, onDecided } = props;
  const model = useMemo(
    () => createReplacement(ask, params, onDecided),
    [ask, params.campaignId, params.agencyCode, params.fileId],
  );
  useEffect(() => {
    model.concerned.load();
  }, [model]);
  const isProvince = params.agencyCode === 'province';
  return (
    <WhenLoaded state={model.concerned}>
      {({ agencies }) => (
        <>
          <Notice kind="attention" title={t('replacement.title')}>
            <p>
              {isProvince
                ? t('replacement.why', { n: wholeNumber(agencies.length) })
                : t('replacement.why_own')}
            </p>
          </Notice>
          <Table
            caption={t('replacement.caption')}
            rows={agencies}
            keyOf={({ agencyCode }) => agencyCode}
            columns={columnsOf(model)}
          />
          <Decision model={model} agencies={agencies} />
        </>
      )}
    </WhenLoaded>
  );
}

const columnsOf = (model: ReplacementModel) => [
  {
    key: 'agency',
    heading: t('replacement.agency'),
    cell: ({ agencyName }: AgencyConcerned) => agencyName,
  },
  { key: 'standing', heading: t('replacement.standing'), cell: standingWords },
  {
    key: 'rows',
    heading: t('replacement.rows'),
    isNumeric: true,
    cell: ({ before, after }: AgencyConcerned) => changeWords(before.rows, after.rows),
  },
  {
    key: 'people',
    heading: t('replacement.people'),
    isNumeric: true,
    cell: ({ before, after }: AgencyConcerned) => changeWords(before.people, after.people),
  },
  {
    key: 'vanished',
    heading: t('replacement.vanished'),
    isNumeric: true,
    cell: ({ vanished }: AgencyConcerned) => wholeNumber(vanished),
  },
  {
    key: 'choice',
    heading: t('replacement.choice'),
    isWide: true,
    cell: ({ agencyCode, agencyName }: AgencyConcerned) => (
      <SelectField
        label={`${t('replacement.choice')}: ${agencyName}`}
        value={model.replaced.value.has(agencyCode) ? 'replace' : 'keep'}
        choices={(['keep', 'replace'] as const).map((value) => ({
          value,
          label: t(`replacement.${value}`),
        }))}
        onChange={(value) => model.choose(agencyCode, value === 'replace')}
      />
    ),
  },
];

const changeWords = (before: number, after: number): string =>
  t('replacement.change', { before: wholeNumber(before), after: wholeNumber(after) });

const standingWords = ({ hasOwnList, isSigned, isAccepted }: AgencyConcerned): string =>
  [
    hasOwnList && t('replacement.own'),
    isSigned && t('replacement.signed'),
    isAccepted && t('replacement.accepted'),
  ]
    .filter(Boolean)
    .join(', ');

function Decision(props: {
  readonly model: ReplacementModel;
  readonly agencies: readonly AgencyConcerned[];
}) {
  const { model, agencies } = props;
  const replaced = model.replaced.value.size;
  return (
    <>
      <TextField
        label={t('replacement.reason')}
        value={model.reason.value}
        wrong={model.isReasonMissing.value ? t('replacement.reason_missing') : undefined}
        onInput={into(model.reason)}
      />
      <ConfirmedAct
        act={model.decide}
        label={t('replacement.act', {
          a: wholeNumber(replaced),
          b: wholeNumber(agencies.length - replaced),
        })}
        title={t('replacement.confirm', { n: wholeNumber(replaced) })}
        busy={t('app.busy')}
        run={() => model.decide.run()}
      >
        <p>{t('replacement.consequence')}</p>
        {model.isReasonMissing.value && <p>{t('replacement.reason_missing')}</p>}
      </ConfirmedAct>
    </>
  );
}
