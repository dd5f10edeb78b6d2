import {
  changeRange,
  comparedName,
  notComparedSentences,
  rearrangedSentence,
} from '#contract/change-words.ts';
import type { Change, Changes } from '#contract/changes.ts';
import type { Say } from '#contract/pictures/say.ts';
import type { Results } from '#contract/results.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { percentOf } from './percent.ts';
import type { BuiltIn } from './texts.ts';
import { textsIn } from './texts.ts';

/** Better or worse than in the round before: of the province with all agencies, or of one agency with its factors. */
export function changesSection(
  changes: Changes,
  results: Results,
  agencyCode: string | null,
  language: BuiltIn,
): Html {
  const t = textsIn(language);
  const title = html`<h2>${t('published.since_before.title')}</h2>`;
  const { earlier } = changes;
  if (!earlier) return html`${title}<p>${t('published.since_before.none')}</p>`;
  if (!changes.isComparable)
    return html`${title}
  <p>${t('published.since_before.other_questionnaire', { earlier: earlier.campaignName })}</p>`;
  const total = results.nodes.find(({ level }) => level === 'total')?.code;
  const labelOf = new Map(results.nodes.map(({ code, label }) => [code, label[language]]));
  const own = changes.changes.filter((change) => change.agencyCode === agencyCode);
  const agencies = changes.changes.filter(
    ({ agencyCode: code, node }) => code !== null && node === total,
  );
  const unmatched = [...changes.unmatched.earlier, ...changes.unmatched.later];
  const years = { earlierYear: earlier.year, laterYear: changes.later.year };
  const name = own[0]?.name ?? results.provinceName;
  const say: Say = (key, values) => textsIn(language)(`published.${key}`, values);
  const otherwise = notComparedSentences(changes, say, language);
  const rearranged = changes.rearranged
    .filter((agency) => agencyCode === null || agency.agencyCode === agencyCode)
    .map((agency) => rearrangedSentence(agency, say));
  const rowsOf = (list: readonly Change[], first: (change: Change) => string) =>
    list.map((change) => changeRow(first(change), change, language));
  return html`${title}
  ${
    own.length > 0 &&
    changeTable(
      t('published.since_before.nodes_caption', { name, ...years }),
      t('published.since_before.node'),
      rowsOf(own, ({ node }) => labelOf.get(node) ?? node),
      years,
      language,
    )
  }
  ${
    agencyCode === null &&
    agencies.length > 0 &&
    changeTable(
      t('published.since_before.caption', years),
      t('published.since_before.agency'),
      rowsOf(agencies, (change) => comparedName(change, say)),
      years,
      language,
    )
  }
  ${agencyCode === null && unmatched.length > 0 && html`<p>${t('published.since_before.unmatched', { names: unmatched.join('; ') })}</p>`}
  ${rearranged.map((sentence) => html`<p>${sentence}</p>`)}
  ${otherwise.map((sentence) => html`<p>${sentence}</p>`)}
  <p>${t('published.since_before.how')}</p>`;
}

type Years = { readonly earlierYear: number; readonly laterYear: number };

const changeTable = (
  caption: string,
  first: string,
  rows: readonly Html[],
  { earlierYear, laterYear }: Years,
  language: BuiltIn,
): Html => html`
  <table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${first}</th><th scope="col">${String(earlierYear)}</th>
      <th scope="col">${String(laterYear)}</th>
      <th scope="col">${textsIn(language)('published.since_before.range_heading')}</th>
      <th scope="col">${textsIn(language)('published.since_before.word')}</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;

const changeRow = (name: string, change: Change, language: BuiltIn): Html => html`
  <tr><th scope="row">${name}</th><td>${percentOf(change.earlier, change.earlierStep, language)}</td>
    <td>${percentOf(change.later, change.laterStep, language)}</td>
    <td>${changeRange(change, (key, values) => textsIn(language)(`published.${key}`, values), language === 'vi' ? ',' : '.')}</td>
    <td>${textsIn(language)(`published.since_before.${change.change}`)}</td></tr>`;
