import { computed } from '@preact/signals';
import type { Domain } from '#contract/figures.ts';
import type { Disclosure } from '#contract/results.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { figureOf, figureWords, isUncertain, totalNode } from '../../ui/figures.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export interface Check {
  readonly key: string;
  readonly isMet: boolean;
  readonly values: Readonly<Record<string, number>>;
}

/** What is looked at before figures are fixed for good. */
export function createPublish(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const results = createLoaded(() => ask(getResults, { params }));
  return {
    results,
    load: results.load,
    checks: computed((): Check[] => {
      const found = results.value.value;
      if (!found) return [];
      const total = totalNode(found);
      const { rows } = found.counts;
      const agencies = found.domains.filter(({ level }) => level === 'agency');
      const province = found.domains.find(({ level }) => level === 'province');
      return [
        {
          key: 'rows',
          isMet: rows.rows === rows.accepted + rows.merged + rows.excluded + rows.inError,
          values: { n: rows.rows },
        },
        {
          key: 'province',
          isMet: typeof figureWords(province && figureOf(province, total)) !== 'string',
          values: { n: found.counts.received },
        },
        {
          key: 'coverage',
          isMet: found.coverage?.isEnough ?? true,
          values: { limit: Math.round(100 * (found.coverage?.limit ?? 0)) },
        },
        { key: 'agencies', isMet: true, values: countVerdicts(agencies, total) },
        ...(found.disclosure ? [attacked(found.disclosure)] : []),
      ];
    }),
    publish: createAct(() => ask(publishResults, { params, body: { confirm: 'CÔNG BỐ' } })),
  };
}

/** What the audit attacked, and what it cost. */
function attacked({ exposed, ...values }: Disclosure): Check {
  const isMet = exposed.length === 0;
  return {
    key: isMet ? 'closed' : 'exposed',
    isMet,
    values: { ...values, exposed: exposed.length },
  };
}

function countVerdicts(agencies: readonly Domain[], total: string) {
  const verdicts = agencies.map((agency) => figureWords(figureOf(agency, total)));
  return {
    shown: verdicts.filter((words) => typeof words !== 'string').length,
    hidden: verdicts.filter((words) => words === 'hidden').length,
    not_enough: verdicts.filter((words) => typeof words === 'string' && isUncertain(words)).length,
  };
}
