import { useEffect, useMemo } from 'preact/hooks';
import { listUnits } from '#contract/campaigns.ts';
import type { Desk } from './desk.ts';
import { createReading } from './reading.ts';

/** A unit's name for a title; its code until the name has come. */
export function useUnitName(desk: Desk, unitCode: string): string {
  const { ask, campaign } = desk;
  const units = useMemo(
    () =>
      createReading(
        async () => (await ask(listUnits, { params: { campaignId: campaign.id } })).units,
      ),
    [ask, campaign.id],
  );
  useEffect(() => {
    units.load();
  }, [units]);
  return units.value.value?.find((unit) => unit.code === unitCode)?.name ?? unitCode;
}
