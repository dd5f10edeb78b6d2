import {
  drawRegisterCheck,
  fillRegisterCheck,
  listRegisterChecks,
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
    draw: createAct(async (population: number, percent: number, dice: string) => {
      const body = { population, share: percent / 100, dice };
      const drawn = await ask(drawRegisterCheck, { params, body });
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
