import type { AgencyMatch, CriterionMatch } from '#contract/earlier-tables.ts';
import { t } from '../../i18n.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { EarlierTablesModel } from './earlier-tables.ts';
import { mergedTargets, NOTHING, PROVINCE, targetOf } from './earlier-tables.ts';

export interface MatchChoices {
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
  readonly nodes: readonly { readonly code: string; readonly label: string }[];
}

/** What each agency and criterion of the table is compared with; the sure ones are folded away. */
export function MatchTables(props: {
  readonly model: EarlierTablesModel;
  readonly choices: MatchChoices;
  readonly sure: ReadonlySet<string>;
}) {
  const { model, choices, sure } = props;
  const agencies = model.agencies.value;
  const isSure = ({ label }: AgencyMatch) => sure.has(label);
  const doubtful = agencies.filter((match) => !isSure(match));
  const known = agencies.filter(isSure);
  return (
    <>
      <CriterionTable model={model} choices={choices} />
      {doubtful.length > 0 && (
        <AgencyTable
          caption={t('earlier.agencies_caption', { n: wholeNumber(doubtful.length) })}
          model={model}
          rows={doubtful}
          choices={choices}
        />
      )}
      {known.length > 0 && (
        <details>
          <summary>{t('earlier.agencies_sure', { n: wholeNumber(known.length) })}</summary>
          <AgencyTable
            caption={t('earlier.agencies_sure', { n: wholeNumber(known.length) })}
            model={model}
            rows={known}
            choices={choices}
          />
        </details>
      )}
    </>
  );
}

function AgencyTable(props: {
  readonly caption: string;
  readonly model: EarlierTablesModel;
  readonly rows: readonly AgencyMatch[];
  readonly choices: MatchChoices;
}) {
  const { caption, model, rows, choices } = props;
  const merged = mergedTargets(model.agencies.value);
  const targets = [
    { value: NOTHING, label: t('earlier.not_comparable') },
    { value: PROVINCE, label: t('earlier.whole_province') },
    ...choices.agencies.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
  ];
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ label }) => label}
      columns={[
        { key: 'label', heading: t('earlier.agency_then'), cell: ({ label }) => label },
        {
          key: 'target',
          heading: t('earlier.agency_now'),
          isWide: true,
          cell: (match) => (
            <SelectField
              label={t('earlier.compare_with', { name: match.label })}
              value={targetOf(match)}
              choices={targets}
              onChange={(target) => model.chooseAgency(match.label, target)}
            />
          ),
        },
        {
          key: 'weight',
          heading: t('earlier.weight'),
          cell: (match) =>
            merged.has(targetOf(match)) ? (
              <TextField
                isShort
                inputmode="decimal"
                label={t('earlier.weight_of', { name: match.label })}
                value={String(match.weight)}
                onInput={(words) => model.weigh(match.label, words)}
              />
            ) : (
              ''
            ),
        },
      ]}
    />
  );
}

function CriterionTable(props: {
  readonly model: EarlierTablesModel;
  readonly choices: MatchChoices;
}) {
  const { model, choices } = props;
  const targets = [
    { value: '', label: t('earlier.no_partner') },
    ...choices.nodes.map(({ code, label }) => ({ value: code, label: `${label} (${code})` })),
  ];
  return (
    <Table<CriterionMatch>
      caption={t('earlier.criteria_caption')}
      rows={model.criteria.value}
      keyOf={({ label }) => label}
      columns={[
        { key: 'label', heading: t('earlier.criterion_then'), cell: ({ label }) => label },
        {
          key: 'target',
          heading: t('earlier.criterion_now'),
          isWide: true,
          cell: ({ label, nodeCode }) => (
            <SelectField
              label={t('earlier.compare_with', { name: label })}
              value={nodeCode ?? ''}
              choices={targets}
              onChange={(code) => model.chooseCriterion(label, code)}
            />
          ),
        },
      ]}
    />
  );
}
