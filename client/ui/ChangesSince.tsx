import { useEffect, useMemo } from 'preact/hooks';
import {
  changeRange,
  comparedName,
  notComparedSentences,
  rearrangedSentence,
} from '#contract/change-words.ts';
import type { Change, Changes } from '#contract/changes.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import type { Results } from '#contract/results.ts';
import { call } from '../api.ts';
import { language, t } from '../i18n.ts';
import { changeOfTotal, nameOf } from './ChangeSentence.tsx';
import { nodeLabel, totalNode } from './figures.ts';
import { createLoaded } from './loaded.ts';
import type { ColumnOf } from './Table.tsx';
import { Table } from './Table.tsx';
import { roundedShare, wholeNumber } from './words.ts';

type OfPlace = { readonly results: Results; readonly agencyCode: string | null };

type Compared = OfPlace & { readonly changes: Changes | undefined };

/** The publication beside the round before; read once for all that a page says of it. */
export function useChanges(campaignId: string): Changes | undefined {
  const loaded = useMemo(
    () => createLoaded(() => call(getPublishedChanges, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  return loaded.value.value;
}

/** Better or worse than in the round before: a word only where both rounds together bear it out. */
export function ChangesSince({ changes, ...place }: Compared) {
  if (!changes) return null;
  return (
    <section>
      <h2>{t('since_before.title')}</h2>
      <Comparison changes={changes} {...place} />
    </section>
  );
}

function Comparison(props: OfPlace & { readonly changes: Changes }) {
  const { changes, results, agencyCode } = props;
  const { earlier } = changes;
  if (!earlier) return <p>{t('since_before.none')}</p>;
  if (!changes.isComparable)
    return <p>{t('since_before.other_questionnaire', { earlier: earlier.campaignName })}</p>;
  const total = totalNode(results);
  const own = changes.changes.filter((change) => change.agencyCode === agencyCode);
  const agencies = changes.changes.filter(
    ({ agencyCode: code, node }) => code !== null && node === total,
  );
  const isCriterion = criterionNodes(results);
  const [criteria, broad] = [true, false].map((wanted) =>
    own.filter(({ node }) => isCriterion.has(node) === wanted),
  ) as [Change[], Change[]];
  const { later, unmatched } = changes;
  const years = { earlierYear: String(earlier.year), laterYear: String(later.year) };
  const names = [...unmatched.earlier, ...unmatched.later];
  const name = nameOf(results, agencyCode);
  return (
    <>
      <p>{changeOfTotal(changes, results, agencyCode)}</p>
      {broad.length > 1 && (
        <Table
          caption={t('since_before.nodes_caption', { name, ...years })}
          rows={broad}
          keyOf={({ node }) => node}
          columns={columnsOf(t('since_before.node'), (change) => labelOf(results, change), years)}
        />
      )}
      {criteria.length > 0 && (
        <details>
          <summary>{t('since_before.criteria', { n: criteria.length })}</summary>
          <Table
            caption={t('since_before.nodes_caption', { name, ...years })}
            rows={criteria}
            keyOf={({ node }) => node}
            columns={columnsOf(t('since_before.node'), (change) => labelOf(results, change), years)}
          />
        </details>
      )}
      {agencyCode === null && agencies.length > 0 && (
        <>
          <p>{t('since_before.count', countsOf(agencies))}</p>
          <details>
            <summary>{t('since_before.agencies', { n: agencies.length })}</summary>
            <Table
              caption={t('since_before.caption', years)}
              rows={agencies}
              keyOf={({ agencyCode: code }) => code ?? ''}
              columns={columnsOf(
                t('since_before.agency'),
                (change) => comparedName(change, t),
                years,
              )}
            />
          </details>
        </>
      )}
      {agencyCode === null && names.length > 0 && (
        <p>{t('since_before.unmatched', { names: names.join('; ') })}</p>
      )}
      <Rearranged changes={changes} agencyCode={agencyCode} />
      {notComparedSentences(changes, t, language.value === 'vi' ? 'vi' : 'en').map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{t('since_before.how')}</p>
    </>
  );
}

/** Agencies that are not what they were: of the province all, folded away; of an agency its own. */
function Rearranged(props: { readonly changes: Changes; readonly agencyCode: string | null }) {
  const { changes, agencyCode } = props;
  const shown = changes.rearranged.filter(
    (agency) => agencyCode === null || agency.agencyCode === agencyCode,
  );
  if (shown.length === 0) return null;
  const sentences = shown.map((agency) => <p>{rearrangedSentence(agency, t)}</p>);
  if (agencyCode !== null) return <>{sentences}</>;
  return (
    <details>
      <summary>
        {t('since_before.rearranged.title')} ({wholeNumber(shown.length)})
      </summary>
      {sentences}
    </details>
  );
}

type Years = { readonly earlierYear: string; readonly laterYear: string };

/** Rows that are folded away: what is read first are the index, its parts and factors. */
const criterionNodes = ({ nodes }: Results): ReadonlySet<string> =>
  new Set(nodes.filter(({ level }) => level === 'criterion').map(({ code }) => code));

function labelOf({ nodes }: Results, change: Change): string {
  const node = nodes.find(({ code }) => code === change.node);
  return node ? nodeLabel(node) : change.node;
}

function countsOf(agencies: readonly Change[]) {
  const count = (word: Change['change']) =>
    wholeNumber(agencies.filter(({ change }) => change === word).length);
  return { risen: count('risen'), fallen: count('fallen'), same: count('not_different') };
}

function columnsOf(
  heading: string,
  first: (change: Change) => string,
  years: Years,
): ColumnOf<Change>[] {
  return [
    { key: 'name', heading, cell: first },
    {
      key: 'earlier',
      heading: years.earlierYear,
      isNumeric: true,
      cell: ({ earlier, earlierStep }) => roundedShare(earlier, earlierStep),
    },
    {
      key: 'later',
      heading: years.laterYear,
      isNumeric: true,
      cell: ({ later, laterStep }) => roundedShare(later, laterStep),
    },
    {
      key: 'range',
      heading: t('since_before.range_heading'),
      isNumeric: true,
      cell: (change) => changeRange(change, t, language.value === 'vi' ? ',' : '.'),
    },
    {
      key: 'change',
      heading: t('since_before.word'),
      cell: ({ change }) => t(`since_before.${change}`),
    },
  ];
}
