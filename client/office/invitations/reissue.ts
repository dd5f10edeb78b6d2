import { computed, signal } from '@preact/signals';
import { optOut } from '#contract/contact.ts';
import { listInvitations } from '#contract/invitations.ts';
import type {
  ReissuedPart,
  ReissueReason,
  ReopenReason,
  RevokeReason,
} from '#contract/reissues.ts';
import { getCaseHistory, reissueSlips, reopenCase, revokeSlip } from '#contract/reissues.ts';
import { failureOf } from '../../ui/failure.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type ReissueModel = ReturnType<typeof createReissue>;

/** What the next printing is of: the slip or the hamlet that has just been renewed. */
type Renewed = { readonly serial: number } | { readonly hamlet: string };

/** New slips for one case or a hamlet; withdrawing and reopening one case. */
export function createReissue(ask: Ask, campaignId: string, agencyCode: string) {
  const agency = { campaignId, agencyCode };
  const list = createLoaded(() => ask(listInvitations, { params: agency }));
  const scope = signal<'slip' | 'hamlet'>('slip');
  const serial = signal('');
  const hamlet = signal('');
  const renewed = signal<{ readonly part: Renewed; readonly count: number } | undefined>(undefined);
  const chosen = computed(() =>
    (list.value.value?.invitations ?? []).find((row) => row.serial === Number(serial.value)),
  );
  const issuesOf = (part: ReissuedPart) =>
    (list.value.value?.invitations ?? [])
      .filter((row) => ('serial' in part ? row.serial === part.serial : row.hamlet === part.hamlet))
      .reduce((sum, { issue = 0 }) => sum + issue, 0);
  const params = () => ({ ...agency, serial: String(Number(serial.value)) });
  const history = createLoaded(() => ask(getCaseHistory, { params: params() }));
  return {
    agencyCode,
    list,
    scope,
    serial,
    hamlet,
    chosen,
    history,
    renewed,
    reissueReason: signal<ReissueReason>('lost'),
    revokeReason: signal<RevokeReason>('wrong_hands'),
    reopenReason: signal<ReopenReason>('pressed_by_mistake'),
    reissue: createAct(async (reason: ReissueReason) => {
      const isOne = scope.value === 'slip';
      const part = isOne
        ? { serial: Number(serial.value) }
        : { hamlet: hamlet.value === '' ? null : hamlet.value };
      const body = { part, issues: issuesOf(part), reason };
      const { reissued } = await ask(reissueSlips, { params: agency, body }).catch(
        // Who decides anew does so on the newest slips.
        async (error) => {
          if (failureOf(error).code === 'slips_changed') await list.load();
          throw error;
        },
      );
      renewed.value = {
        count: reissued,
        part: isOne ? { serial: Number(serial.value) } : { hamlet: hamlet.value },
      };
      await list.load();
      return reissued;
    }),
    optOut: createAct(async (isForGood: boolean) => {
      await ask(optOut, { params: params(), body: { isForGood } });
      await history.load();
      return true;
    }),
    revoke: createAct(async (reason: RevokeReason) => {
      await ask(revokeSlip, { params: params(), body: { reason } });
      await Promise.all([history.load(), list.load()]);
      return true;
    }),
    reopen: createAct(async (reason: ReopenReason) => {
      const { hasNewSlip } = await ask(reopenCase, { params: params(), body: { reason } });
      if (hasNewSlip) renewed.value = { count: 1, part: { serial: Number(serial.value) } };
      await Promise.all([history.load(), list.load()]);
      return hasNewSlip;
    }),
  };
}
