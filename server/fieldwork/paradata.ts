import type { ParadataTotal } from '#contract/fieldwork.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Db } from '../db/database.ts';

/** As the count wrote them: what was too few to be shown alone is not stored. */
export function paradataTotals(
  db: Db,
  campaignId: string,
  scope: string | null,
): Promise<ParadataTotal[]> {
  const all = db
    .selectFrom('paradata')
    .select(['agencyCode', 'measure', 'responses', 'total'])
    .where('campaignId', '=', campaignId)
    .orderBy('agencyCode')
    .orderBy('measure');
  return (scope === null ? all : all.where('agencyCode', '=', scope)).execute();
}

/** Several screens share a title: what is asked on each names it. */
export const screenNames = ({ groups }: Questionnaire) =>
  groups.map(({ code, title, questions }) => {
    const name = (language: 'vi' | 'en') => {
      const asked = questions.map(({ label }) => label[language]).join(', ');
      return asked === title[language] ? asked : `${title[language]}: ${asked}`;
    };
    return { code, name: { vi: name('vi'), en: name('en') } };
  });
