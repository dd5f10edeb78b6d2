import type { FunctionComponent } from 'preact';
import type { Role } from '#contract/endpoint.ts';
import { t } from '../i18n.ts';
import { Tasks } from './campaigns/Tasks.tsx';
import { Terms } from './campaigns/Terms.tsx';
import type { Desk, ScreenProps } from './desk.ts';
import { Erasures } from './erasures/Erasures.tsx';
import { Fieldwork } from './fieldwork/Fieldwork.tsx';
import { Acceptance } from './frames/acceptance/Acceptance.tsx';
import { Board } from './frames/board/Board.tsx';
import { Completeness } from './frames/completeness/Completeness.tsx';
import { Corrections } from './frames/corrections/Corrections.tsx';
import { ColumnCheck } from './frames/import/ColumnCheck.tsx';
import { UnitList } from './frames/import/UnitList.tsx';
import { Invitations } from './invitations/Invitations.tsx';
import { Pack } from './invitations/Pack.tsx';
import { Remarks } from './remarks/Remarks.tsx';
import { CommentReview } from './results/CommentReview.tsx';
import { Comments } from './results/Comments.tsx';
import { Publish } from './results/Publish.tsx';
import { Results } from './results/Results.tsx';
import { PersonalData } from './retention/PersonalData.tsx';
import { match, path } from './router.ts';
import { Screen } from './Screen.tsx';
import { Ceremony } from './samples/Ceremony.tsx';
import { Design } from './samples/Design.tsx';

const ALL: readonly Role[] = ['home_affairs', 'unit', 'observer'];
const HOME_AFFAIRS: readonly Role[] = ['home_affairs'];
const WITH_UNIT: readonly Role[] = ['home_affairs', 'unit'];
const WITH_OBSERVER: readonly Role[] = ['home_affairs', 'observer'];

const ROUTES: readonly (readonly [string, readonly Role[], FunctionComponent<ScreenProps>])[] = [
  ['viec-can-lam', ALL, Tasks],
  ['dot', HOME_AFFAIRS, Terms],
  ['danh-sach', WITH_OBSERVER, Board],
  ['danh-sach/:unitCode', ALL, UnitList],
  ['danh-sach/:unitCode/can-sua', ALL, Corrections],
  ['danh-sach/:unitCode/doi-chieu', ALL, Completeness],
  ['danh-sach/:unitCode/ky', ALL, Acceptance],
  ['danh-sach/:unitCode/:fileId', WITH_UNIT, ColumnCheck],
  ['mau', WITH_OBSERVER, Design],
  ['rut-mau', WITH_OBSERVER, Ceremony],
  ['phieu-moi', HOME_AFFAIRS, Invitations],
  ['phieu-moi/:unitCode', WITH_UNIT, Pack],
  ['thu-phieu', ALL, Fieldwork],
  ['ket-qua', ALL, Results],
  ['gop-y', HOME_AFFAIRS, CommentReview],
  ['gop-y/:unitCode', WITH_UNIT, Comments],
  ['cong-bo', HOME_AFFAIRS, Publish],
  ['y-kien-giam-sat', WITH_OBSERVER, Remarks],
  ['yeu-cau-xoa', HOME_AFFAIRS, Erasures],
  ['du-lieu-ca-nhan', WITH_OBSERVER, PersonalData],
];

/** Table of contents of a campaign's screens, with the roles that have them. */
export function CampaignRoutes({ desk }: { readonly desk: Desk }) {
  const base = `/quan-tri/${desk.campaign.id}`;
  if (['/quan-tri', '/quan-tri/', base].includes(path.value)) return <Tasks desk={desk} at={{}} />;
  for (const [pattern, roles, Component] of ROUTES) {
    const at = match(`${base}/${pattern}`, path.value);
    if (at && roles.includes(desk.staff.role)) {
      return <Component key={path.value} desk={desk} at={at} />;
    }
  }
  return <Screen title={t('app.no_such_screen')} todo={t('app.choose_from_menu')} />;
}
