import {
  drawRegisterChecks,
  fillRegisterCheck,
  listRegisterChecks,
  lockRegisters,
} from '#contract/register-checks.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type RegisterChecksModel = ReturnType<typeof createRegisterChecks>;

/** Random checks of a list against the counter's register. */
export function createRegisterChecks(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const checks = createLoaded(() => ask(listRegisterChecks, { params }));
  return {
    checks,
    lock: createAct(async (population: number, percent: number) => {
      const body = { agencies: [{ agencyCode, population }], share: percent / 100 };
      const locked = await ask(lockRegisters, { params: { campaignId }, body });
      await checks.load();
      return locked;
    }),
    draw: createAct(async (dice: string) => {
      const drawn = await ask(drawRegisterChecks, { params: { campaignId }, body: { dice } });
      await checks.load();
      return drawn;
    }),
    fill: createAct(async (checkId: string, absent: number, unhappy: number, note: string) => {
      const body = { absent, unhappy, ...(note && { note }) };
      const filled = await ask(fillRegisterCheck, { params: { ...params, checkId }, body });
      await checks.load();
      return filled;
    }),
  };
}
