import { useEffect, useMemo } from 'preact/hooks';
import { listAgencies } from '#contract/agencies.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { PageContext } from './page-context.ts';

/** An agency's name for a title; its code until the name has come. */
export function useAgencyName(context: PageContext, agencyCode: string): string {
  const { ask, campaign } = context;
  const agencies = useMemo(
    () =>
      createLoaded(
        async () => (await ask(listAgencies, { params: { campaignId: campaign.id } })).agencies,
      ),
    [ask, campaign.id],
  );
  useEffect(() => {
    agencies.load();
  }, [agencies]);
  return agencies.value.value?.find((agency) => agency.code === agencyCode)?.name ?? agencyCode;
}
