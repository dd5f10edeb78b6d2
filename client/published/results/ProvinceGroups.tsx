import { useEffect, useMemo, useRef } from 'preact/hooks';
import { getPublishedGroups } from '#contract/published.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import { call } from '../../api.ts';
import { GroupTables } from '../../ui/GroupTables.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { useNearness } from '../../ui/Pictures.tsx';

/** The tables of groups, read when somebody scrolls to them. */
export function ProvinceGroups(props: {
  readonly campaignId: string;
  readonly nodes: readonly IndexNode[];
}) {
  const { campaignId, nodes } = props;
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNearness(place);
  const loaded = useMemo(
    () => createLoaded(() => call(getPublishedGroups, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    if (isNear) loaded.load();
  }, [isNear, loaded]);
  const groups = loaded.value.value?.groups;
  return <div ref={place}>{groups && <GroupTables groups={groups} nodes={nodes} />}</div>;
}
