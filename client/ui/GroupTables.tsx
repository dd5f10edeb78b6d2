import { useSignal } from '@preact/signals';
import type { AnswerTable, GroupTables as Groups, GroupTable } from '#contract/group-tables.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import { language, t } from '../i18n.ts';
import { into, SelectField } from './Field.tsx';
import { FigureValue, rangeWords, respondentsOf } from './FigureWords.tsx';
import { nodeLabel, nodesInOrder } from './figures.ts';
import { categoryName, groupingName } from './group-names.ts';
import type { ColumnOf } from './Table.tsx';
import { Table } from './Table.tsx';
import { percent, roundedShare, spokenHash, wholeNumber } from './words.ts';

/** The province's figures by sex, age, mode …, and its answers to the questions outside the index. */
export function GroupTables(props: {
  readonly groups: Groups;
  readonly nodes: readonly IndexNode[];
}) {
  const { groups } = props;
  const nodes = nodesInOrder(props.nodes).filter(({ node }) => node.level !== 'criterion');
  const node = useSignal(nodes[0]?.node.code ?? '');
  return (
    <section class="groups">
      <h2>{t('groups.title')}</h2>
      <p>{t('groups.what')}</p>
      <p>
        <em class="withheld">{t('figure.hidden')}</em>{' '}
        {t('groups.hidden_why', { fewest: wholeNumber(groups.fewest) })}
      </p>
      <SelectField
        label={t('groups.node')}
        value={node.value}
        choices={nodes.map((choice) => ({
          value: choice.node.code,
          label: nodeLabel(choice.node),
        }))}
        onChange={into(node)}
      />
      {groups.tables.map((table) => (
        <Grouping key={table.grouping} table={table} node={node.value} />
      ))}
      {groups.answers.length > 0 && (
        <details>
          <summary>{t('groups.answers', { n: wholeNumber(groups.answers.length) })}</summary>
          {groups.answers.map((table) => (
            <Answers key={table.question} table={table} />
          ))}
        </details>
      )}
      {groups.sha256 && (
        <p class="fixed">{t('groups.fixed', { hash: spokenHash(groups.sha256) })}</p>
      )}
    </section>
  );
}

type Category = GroupTable['categories'][number];

function Grouping(props: { readonly table: GroupTable; readonly node: string }) {
  const { table, node } = props;
  const figureOf = ({ figures }: Category) => figures.find((figure) => figure.node === node);
  const name = groupingName(table);
  const shown = table.categories.filter((category) => figureOf(category)).length;
  const columns: ColumnOf<Category>[] = [
    {
      key: 'group',
      heading: t('groups.group'),
      cell: (category) => categoryName(table.grouping, category),
    },
    {
      key: 'index',
      heading: t('groups.index'),
      isNumeric: true,
      cell: (category) => <FigureValue figure={figureOf(category)} />,
    },
    {
      key: 'range',
      heading: t('groups.range'),
      isNumeric: true,
      cell: (category) => rangeWords(figureOf(category)),
    },
    {
      key: 'n',
      heading: t('groups.n'),
      isNumeric: true,
      cell: (category) => respondentsOf(figureOf(category)),
    },
  ];
  return (
    <details>
      <summary>
        {name} <small>{t('groups.told', { told: shown, all: table.categories.length })}</small>
      </summary>
      <Table
        caption={t('groups.caption', { name })}
        rows={table.categories}
        keyOf={({ category }) => category}
        columns={columns}
      />
    </details>
  );
}

type Answer = AnswerTable['answers'][number];

function Answers({ table }: { readonly table: AnswerTable }) {
  const name = table.label[language.value];
  const whole = (share: number) => percent(share, 0).replace('%', '');
  const columns: ColumnOf<Answer>[] = [
    { key: 'answer', heading: t('groups.answer'), cell: ({ label }) => label[language.value] },
    {
      key: 'share',
      heading: t('groups.share'),
      isNumeric: true,
      cell: ({ share }) => roundedShare(share, table.step),
    },
    {
      key: 'range',
      heading: t('groups.range'),
      isNumeric: true,
      cell: ({ low, high }) =>
        low === null || high === null ? t('groups.no_range') : `${whole(low)}–${whole(high)}`,
    },
  ];
  return (
    <Table
      caption={
        <>
          {name} <small>{t('groups.people', { n: wholeNumber(table.respondents) })}</small>
        </>
      }
      rows={table.answers}
      keyOf={({ value }) => String(value)}
      columns={columns}
    />
  );
}
