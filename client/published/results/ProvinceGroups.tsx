import { getPublishedGroups } from '#contract/published.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import { call } from '../../api.ts';
import { GroupTables } from '../../ui/GroupTables.tsx';
import { WhenNear } from '../../ui/WhenNear.tsx';

export function ProvinceGroups(props: {
  readonly campaignId: string;
  readonly nodes: readonly IndexNode[];
}) {
  const { campaignId, nodes } = props;
  return (
    <WhenNear read={() => call(getPublishedGroups, { params: { campaignId } })}>
      {({ groups }) => groups && <GroupTables groups={groups} nodes={nodes} />}
    </WhenNear>
  );
}
