/**
 * Truth: an attacker who has every figure that left the server and knows how they add up. The attack is
 * the sampling library's audit (linear programming over the published sums), run on the counts that the
 * test itself sent; and the reply's own text, in which no withheld number may be.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { listComments } from '#contract/comments.ts';
import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { getResults } from '#contract/results.ts';
import { auditSuppression } from '#sampling/disclosure/audit.ts';
import type { PublishedCell } from '#sampling/disclosure/published-table.ts';
import type { Office, RefusedCall } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign, GivenResponse } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';
import { AFTER_GRACE, collectingCampaign, service } from '../scenario-collecting.ts';

let office: Office;
let campaign: AnsweredCampaign;
let results: Results;
const FEW = '01981.F03';
/** Of 24 invited; where everybody answered there would be nothing left to hide about how many did. */
const answering = (stratum: string) => (stratum === FEW ? 3 : stratum === '05500.F02' ? 4 : 16);

beforeAll(async () => {
  office = await openOffice();
  const random = seeded(4711);
  campaign = await answeredCampaign(office, {
    agencies: ['01981', '05443', '05500', '05710'],
    fields: ['Hộ tịch', 'Đất đai', 'Chứng thực'],
    peoplePerStratum: () => 24,
    answers: ({ agencyCode, stratum }, place) =>
      place >= answering(stratum)
        ? null
        : {
            ...leaning(random, 0.8),
            // Petitions: in one agency only two people have any experience of them.
            ...(agencyCode === '05443' &&
              !(stratum.endsWith('F01') && place < 2) && {
                '9.37': null,
                '9.38': null,
                '9.39': null,
              }),
            ...(agencyCode === '01981' && place === 0 && { comment: `Ý kiến ở ${stratum}` }),
          },
  });
  results = await resultsFor('home_affairs');
});
afterAll(() => office.close());

async function resultsFor(role: 'home_affairs' | 'agency' | 'observer', agencyCode?: string) {
  const staff = await office.as(role, agencyCode);
  return staff.call(getResults, { params: { campaignId: campaign.campaignId } });
}
const belongsTo = (domain: Domain) => (given: GivenResponse) =>
  (domain.agencyCode === null || given.agencyCode === domain.agencyCode) &&
  (domain.fieldCode === null || given.fieldCode === domain.fieldCode);
const under = (node: string): string[] => {
  const children = results.nodes.filter(({ parent }) => parent === node);
  return children.length === 0 ? [node] : children.flatMap((child) => under(child.code));
};
const validIn = (given: GivenResponse, node: string) =>
  under(node).filter((code) => typeof given.answers[code] === 'number').length;

function countsOf(domain: Domain, node: string) {
  const valid = campaign.given.filter(belongsTo(domain)).map((given) => validIn(given, node));
  return {
    respondents: valid.filter((answers) => answers > 0).length,
    answers: valid.reduce((sum, answers) => sum + answers, 0),
  };
}
const isConfidential = (domain: Domain, node: string) =>
  domain.figures.find((figure) => figure.node === node)?.verdict === 'suppress-confidentiality';
const keyOf = (domain: Domain, node: string) => `${domain.key} ${node}`;

/** Domains × nodes with all sums that a reader knows; agency × field has no single criteria. */
function lattice(nodes: readonly string[]): PublishedCell[] {
  const province = results.domains.find((domain) => domain.level === 'province')!;
  return results.domains.flatMap((domain) =>
    nodes.flatMap((node) => {
      if (!domain.figures.some((figure) => figure.node === node)) return [];
      const counts = countsOf(domain, node);
      const totals = results.domains.filter(
        (other) =>
          (domain.level === 'agency_field' &&
            ((other.level === 'agency' && other.agencyCode === domain.agencyCode) ||
              (other.level === 'field' && other.fieldCode === domain.fieldCode))) ||
          ((domain.level === 'agency' || domain.level === 'field') && other === province),
      );
      const parent = results.nodes.find(({ code }) => code === node)?.parent;
      const addsInto = totals.map((total) => ({ total: keyOf(total, node), along: domain.level }));
      if (parent && nodes.includes(parent))
        addsInto.push({ total: keyOf(domain, parent), along: 'node' as never });
      return [{ key: keyOf(domain, node), ...counts, count: counts.answers, addsInto }];
    }),
  );
}

describe('what few people said', () => {
  test('leaves without any number, in the field of the agency and in what would give it away', () => {
    const few = results.domains.find(({ key }) => key === JSON.stringify(FEW.split('.')))!;
    expect(few.received).toBeNull();
    expect(few.responseRate).toBeNull();
    for (const figure of few.figures) {
      const { node, verdict, reasons, ...numbers } = figure;
      expect([verdict, reasons]).toEqual([
        'suppress-confidentiality',
        ['below-confidentiality-threshold'],
      ]);
      expect(new Set(Object.values(numbers)), node).toEqual(new Set([null]));
    }
    const sameAgency = results.domains.filter(
      ({ level, agencyCode, received }) =>
        level === 'agency_field' && agencyCode === '01981' && received === null,
    );
    expect(sameAgency.length).toBeGreaterThanOrEqual(2);
  });

  test('is never shown below the threshold, and the province always is', () => {
    for (const domain of results.domains) {
      for (const { node, respondents } of domain.figures) {
        const counts = countsOf(domain, node);
        if (counts.respondents > 0 && counts.respondents < 5)
          expect(isConfidential(domain, node), keyOf(domain, node)).toBe(true);
        if (respondents !== null) expect(respondents).toBe(counts.respondents);
      }
    }
    const province = results.domains.find(({ level }) => level === 'province')!;
    expect(province.figures.every(({ index }) => index !== null)).toBe(true);
  });

  test('a factor few have experience of does not follow from the other factors', () => {
    const agency = results.domains.find(
      ({ level, agencyCode }) => level === 'agency' && agencyCode === '05443',
    )!;
    expect(isConfidential(agency, 'feedback')).toBe(true);
    for (const criterion of under('feedback')) expect(isConfidential(agency, criterion)).toBe(true);
    const siblings = ['access', 'procedure', 'officer', 'result'];
    expect(siblings.some((factor) => isConfidential(agency, factor))).toBe(true);
    expect(isConfidential(agency, 'total')).toBe(false);
  });

  test('withstands the attack over all sums of agencies, fields and nodes together', () => {
    const upper = ['total', 'service', 'access', 'procedure', 'officer', 'result', 'feedback'];
    for (const nodes of [upper, ...upper.slice(2).map((factor) => [factor, ...under(factor)])]) {
      const cells = lattice(nodes);
      const withheld = results.domains.flatMap((domain) =>
        nodes.filter((node) => isConfidential(domain, node)).map((node) => keyOf(domain, node)),
      );
      const audit = auditSuppression(cells, withheld, {
        threshold: 5,
        protection: 5,
        zeros: 'withheld',
      });
      expect(audit.exposed, nodes.join(' ')).toEqual([]);
      expect(audit.passes).toBe(true);
    }
  });
});

describe('who sees what', () => {
  test('an agency sees the province, its fields and itself, with the same figures', async () => {
    const own = await resultsFor('agency', '05500');
    const agencies = own.domains.flatMap(({ agencyCode }) =>
      agencyCode === null ? [] : [agencyCode],
    );
    expect(new Set(agencies)).toEqual(new Set(['05500']));
    expect(own.domains).toEqual(
      results.domains.filter(({ agencyCode }) => agencyCode === null || agencyCode === '05500'),
    );
    expect(JSON.stringify(own)).not.toContain('05443');
  });

  test('an observer sees the figures as Home Affairs does', async () => {
    expect(await resultsFor('observer')).toEqual(results);
  });

  test('nobody sees a figure before the closing', async () => {
    const open = await collectingCampaign(office, { agencies: ['01981'], peoplePerStratum: 2 });
    const params = { campaignId: open.campaignId };
    const refused = await open.homeAffairs
      .call(getResults, { params })
      .catch((error: RefusedCall) => error);
    expect(refused).toMatchObject({ status: 409, code: 'results_not_ready' });
    const comments = await open.homeAffairs
      .call(listComments, { params: { ...params, agencyCode: '01981' } })
      .catch((error: RefusedCall) => error);
    expect(comments).toMatchObject({ code: 'results_not_ready' });
    office.at(AFTER_GRACE);
  });
});

test('a campaign that three people answered shows nothing at all', async () => {
  const other = await openOffice();
  const tiny = await answeredCampaign(other, {
    agencies: ['01981', '05443'],
    peoplePerStratum: 4,
    answers: (_, place) => (place === 0 ? service(5) : null),
  });
  const { domains } = await tiny.homeAffairs.call(getResults, {
    params: { campaignId: tiny.campaignId },
  });
  for (const domain of domains) {
    expect(domain.received).toBeNull();
    for (const figure of domain.figures) expect(figure.respondents).toBeNull();
  }
  await expect(
    tiny.homeAffairs.call(closeCampaign, { params: { campaignId: tiny.campaignId } }),
  ).rejects.toMatchObject({ code: 'stage_not_allowed' });
  await other.close();
});
