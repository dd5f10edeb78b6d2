import { getBoard } from '#contract/board.ts';
import type { Replied } from '#contract/endpoint.ts';
import { listStaff } from '#contract/staff.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Ask } from '../page/session.ts';

type BoardRow = Replied<typeof getBoard>['agencies'][number];

export interface LateAgency {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly listsDueOn: string;
  /** What is missing. */
  readonly lacks: 'list' | 'supplement' | 'signature';
  readonly contacts: readonly { readonly fullName: string; readonly telephone: string | null }[];
}

const LACKS: Readonly<Record<string, LateAgency['lacks']>> = {
  absent: 'list',
  returned: 'supplement',
  problems: 'signature',
  handed_in: 'signature',
};

/** Agencies whose own last day has come without a list or a signature, the longest overdue first. */
export function lateOf(
  agencies: readonly BoardRow[],
  staff: Replied<typeof listStaff>['staff'],
  today: string,
): LateAgency[] {
  return agencies
    .flatMap(({ agencyCode, agencyName, listsDueOn, state }) => {
      const lacks = LACKS[state];
      if (!lacks || listsDueOn >= today) return [];
      const contacts = staff.filter(
        (account) =>
          account.role === 'agency' && account.agencyCode === agencyCode && !account.isDisabled,
      );
      return [{ agencyCode, agencyName, listsDueOn, lacks, contacts }];
    })
    .sort(
      (first, second) =>
        first.listsDueOn.localeCompare(second.listsDueOn) ||
        first.agencyName.localeCompare(second.agencyName, 'vi'),
    );
}

export const createLateAgencies = (ask: Ask, campaignId: string, today: string) =>
  createLoaded(async () => {
    const [{ agencies }, { staff }] = await Promise.all([
      ask(getBoard, { params: { campaignId } }),
      ask(listStaff, {}),
    ]);
    return lateOf(agencies, staff, today);
  });
