import { useEffect, useMemo } from 'preact/hooks';
import { listUnits } from '#contract/campaigns.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { PageContext } from './page-context.ts';

/** A unit's name for a title; its code until the name has come. */
export function useUnitName(context: PageContext, unitCode: string): string {
  const { ask, campaign } = context;
  const units = useMemo(
    () =>
      createLoaded(
        async () => (await ask(listUnits, { params: { campaignId: campaign.id } })).units,
      ),
    [ask, campaign.id],
  );
  useEffect(() => {
    units.load();
  }, [units]);
  return units.value.value?.find((unit) => unit.code === unitCode)?.name ?? unitCode;
}
