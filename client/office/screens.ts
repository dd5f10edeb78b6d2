import type { FunctionComponent } from 'preact';
import type { Role } from '#contract/endpoint.ts';
import { LIST_READERS, OFFICE, ROLES, WITNESSES } from '#contract/endpoint.ts';
import { ActionPlan } from './action-plan/ActionPlan.tsx';
import { Approvals } from './approvals/Approvals.tsx';
import { Calls } from './calls/Calls.tsx';
import { Campaigns } from './campaigns/Campaigns.tsx';
import { NewCampaign } from './campaigns/NewCampaign.tsx';
import { RoundCalendar } from './campaigns/RoundCalendar.tsx';
import { Tasks } from './campaigns/Tasks.tsx';
import { Terms } from './campaigns/Terms.tsx';
import { DataRequests } from './data-requests/DataRequests.tsx';
import { AssignVisits } from './devices/AssignVisits.tsx';
import { Devices } from './devices/Devices.tsx';
import { Documents } from './documents/Documents.tsx';
import { EarlierTables } from './earlier-tables/EarlierTables.tsx';
import { Fieldwork } from './fieldwork/Fieldwork.tsx';
import { Ineligibility } from './fieldwork/Ineligibility.tsx';
import { Ledger } from './fieldwork/Ledger.tsx';
import { Acceptance } from './frames/acceptance/Acceptance.tsx';
import { Board } from './frames/board/Board.tsx';
import { Completeness } from './frames/completeness/Completeness.tsx';
import { ProvinceChecks } from './frames/completeness/ProvinceChecks.tsx';
import { Corrections } from './frames/corrections/Corrections.tsx';
import { AgencyList } from './frames/import/AgencyList.tsx';
import { ColumnCheck } from './frames/import/ColumnCheck.tsx';
import { StaffPhoneApproval } from './frames/persons/StaffPhoneApproval.tsx';
import { Sources } from './frames/sources/Sources.tsx';
import { ContactPlan } from './invitations/ContactPlan.tsx';
import { Invitations } from './invitations/Invitations.tsx';
import { Pack } from './invitations/Pack.tsx';
import { Reissue } from './invitations/Reissue.tsx';
import * as orders from './page/orders.ts';
import type { OfficeScreenProps, Params, ScreenProps, TitlesOf } from './page/page-context.ts';
import { EnterForms } from './paper/EnterForms.tsx';
import { PaperForms } from './paper/PaperForms.tsx';
import { ReceiveStrips } from './paper/ReceiveStrips.tsx';
import { OwnPetitions } from './petitions/OwnPetitions.tsx';
import { PetitionCounts } from './petitions/PetitionCounts.tsx';
import { Petitions } from './petitions/Petitions.tsx';
import { RecheckCalls } from './rechecks/RecheckCalls.tsx';
import { Rechecks } from './rechecks/Rechecks.tsx';
import { Remarks } from './remarks/Remarks.tsx';
import { CommentCoding } from './results/CommentCoding.tsx';
import { CommentReview } from './results/CommentReview.tsx';
import { Comments } from './results/Comments.tsx';
import { CommentThemes } from './results/CommentThemes.tsx';
import { Publish } from './results/Publish.tsx';
import { Results } from './results/Results.tsx';
import { PersonalData } from './retention/PersonalData.tsx';
import { Ceremony } from './samples/Ceremony.tsx';
import { Design } from './samples/Design.tsx';
import { ScanForms } from './scans/ScanForms.tsx';
import { Accounts } from './staff/Accounts.tsx';
import { Activity } from './staff/Activity.tsx';
import { HeadOnly } from './staff/JournalHead.tsx';
import { OwnAccount } from './staff/SecondFactor.tsx';

interface Row<Props> {
  /** Its name for `linkTo`. */
  readonly name: string;
  /** Below `/quan-tri/`. */
  readonly address: string;
  /** Who may open it; the server decides again at every request. */
  readonly roles: readonly Role[];
  /** Text key of its heading. */
  readonly title: string;
  /** Key under `menu.` of its entry, by role; the menu is in the order of the table. */
  readonly menu: Readonly<Partial<Record<Role, string>>>;
  readonly component: FunctionComponent<Props>;
}
/** `orders`: what the screen orders, by the campaign's phase and the reader's role. */
export type CampaignScreen = Row<ScreenProps> & { readonly orders: orders.Orders };
export type OfficeScreen = Row<OfficeScreenProps>;

const OWN_ACCOUNT = Object.fromEntries(ROLES.map((role) => [role, 'own_account']));
const TECHNICIAN: readonly Role[] = ['technician'];
const ALL: readonly Role[] = ['home_affairs', 'agency', 'observer', 'auditor'];
const EVERY_OFFICE: readonly Role[] = OFFICE;
const LISTS: readonly Role[] = LIST_READERS;
const DOCUMENTS: readonly Role[] = [...ALL, 'agency_office'];
const HOME_AFFAIRS: readonly Role[] = ['home_affairs'];
const WITH_AGENCY: readonly Role[] = ['home_affairs', 'agency'];
const WITH_AGENCY_OFFICE: readonly Role[] = ['home_affairs', 'agency', 'agency_office'];
const WITH_ENTRY: readonly Role[] = ['home_affairs', 'entry'];
const INTERVIEWER: readonly Role[] = ['interviewer'];
const WITH_INTERVIEWER: readonly Role[] = ['home_affairs', 'interviewer'];
const WITH_OBSERVER: readonly Role[] = WITNESSES;
const WITH_REMARKS: readonly Role[] = [...WITNESSES, 'commune_observer'];
const WITH_AUDITOR: readonly Role[] = ['home_affairs', 'auditor'];
const WITH_DATA_PROTECTION: readonly Role[] = ['home_affairs', 'data_protection'];
const ON_PERSONAL_DATA: readonly Role[] = [...WITNESSES, 'data_protection'];

/** The screens of a campaign: a new one is a row here and a component in its room's folder. */
// biome-ignore format: a table reads better in lines
export const CAMPAIGN_SCREENS: readonly CampaignScreen[] = [
  { name: 'tasks', address: ':campaignId/viec-can-lam', roles: ALL, title: 'tasks.title', menu: { home_affairs: 'tasks', agency: 'tasks', observer: 'overview', auditor: 'overview' }, orders: orders.BY_DATA, component: Tasks },
  { name: 'calendar', address: ':campaignId/lich', roles: EVERY_OFFICE, title: 'calendar.title', menu: { home_affairs: 'calendar', agency: 'calendar', observer: 'calendar', agency_office: 'calendar', commune_observer: 'calendar', auditor: 'calendar' }, orders: orders.BY_DATA, component: RoundCalendar },
  { name: 'terms', address: ':campaignId/dot', roles: HOME_AFFAIRS, title: 'terms.title', menu: { home_affairs: 'campaign' }, orders: orders.BY_DATA, component: Terms },
  { name: 'approvals', address: ':campaignId/duyet', roles: WITH_OBSERVER, title: 'approvals.title', menu: { home_affairs: 'approvals', observer: 'approvals', auditor: 'approvals' }, orders: orders.BY_DATA, component: Approvals },
  { name: 'board', address: ':campaignId/danh-sach', roles: WITH_OBSERVER, title: 'board.title', menu: { home_affairs: 'board', observer: 'counts', auditor: 'counts' }, orders: orders.ON_BOARD, component: Board },
  { name: 'staff_phones', address: ':campaignId/so-can-bo', roles: WITH_OBSERVER, title: 'staff_approval.title', menu: {}, orders: orders.ON_LISTS, component: StaffPhoneApproval },
  { name: 'sources', address: ':campaignId/nguon-thu-hai', roles: WITH_OBSERVER, title: 'sources.title', menu: {}, orders: orders.ON_LISTS, component: Sources },
  { name: 'register_checks', address: ':campaignId/doi-chieu-so', roles: WITH_OBSERVER, title: 'register_check.all_title', menu: {}, orders: orders.ON_LISTS, component: ProvinceChecks },
  { name: 'list', address: ':campaignId/danh-sach/:agencyCode', roles: LISTS, title: 'agency.title', menu: { agency: 'list', commune_observer: 'list' }, orders: orders.BY_DATA, component: AgencyList },
  { name: 'corrections', address: ':campaignId/danh-sach/:agencyCode/can-sua', roles: LISTS, title: 'corrections.title', menu: {}, orders: orders.ON_LISTS, component: Corrections },
  { name: 'completeness', address: ':campaignId/danh-sach/:agencyCode/doi-chieu', roles: LISTS, title: 'completeness.title', menu: {}, orders: orders.ON_LISTS, component: Completeness },
  { name: 'acceptance', address: ':campaignId/danh-sach/:agencyCode/ky', roles: LISTS, title: 'acceptance.title', menu: {}, orders: orders.BY_DATA, component: Acceptance },
  { name: 'columns', address: ':campaignId/danh-sach/:agencyCode/:fileId', roles: WITH_AGENCY, title: 'import.title', menu: {}, orders: orders.ON_LISTS, component: ColumnCheck },
  { name: 'design', address: ':campaignId/mau', roles: WITH_OBSERVER, title: 'design.title', menu: { home_affairs: 'design' }, orders: orders.ON_PLAN, component: Design },
  { name: 'draw', address: ':campaignId/rut-mau', roles: WITH_OBSERVER, title: 'draw.title', menu: { home_affairs: 'draw', observer: 'draw', auditor: 'draw' }, orders: orders.ON_PLAN, component: Ceremony },
  { name: 'invitations', address: ':campaignId/phieu-moi', roles: HOME_AFFAIRS, title: 'invitations.title', menu: { home_affairs: 'invitations' }, orders: orders.ON_SLIPS, component: Invitations },
  { name: 'pack', address: ':campaignId/phieu-moi/:agencyCode', roles: WITH_AGENCY, title: 'pack.title', menu: { agency: 'invitations' }, orders: orders.ON_SLIPS, component: Pack },
  { name: 'reissue', address: ':campaignId/phieu-moi/:agencyCode/cap-lai', roles: WITH_AGENCY, title: 'reissue.title', menu: {}, orders: orders.ON_SLIPS, component: Reissue },
  { name: 'fieldwork', address: ':campaignId/thu-phieu', roles: EVERY_OFFICE, title: 'fieldwork.title', menu: { home_affairs: 'fieldwork', agency: 'progress', observer: 'fieldwork', agency_office: 'progress', commune_observer: 'progress', auditor: 'fieldwork' }, orders: orders.ON_COLLECTION, component: Fieldwork },
  { name: 'ineligibility', address: ':campaignId/thu-phieu/xac-nhan', roles: HOME_AFFAIRS, title: 'ineligibility.title', menu: {}, orders: orders.ON_REPORTS, component: Ineligibility },
  { name: 'contact_plan', address: ':campaignId/nhac', roles: WITH_OBSERVER, title: 'contact.title', menu: { home_affairs: 'contact_plan' }, orders: orders.ON_REMINDERS, component: ContactPlan },
  { name: 'ledger', address: ':campaignId/so-theo-doi', roles: WITH_OBSERVER, title: 'ledger.title', menu: { home_affairs: 'ledger', observer: 'ledger', auditor: 'ledger' }, orders: orders.ON_LEDGER, component: Ledger },
  { name: 'paper', address: ':campaignId/phieu-giay', roles: WITH_OBSERVER, title: 'paper.title', menu: { home_affairs: 'paper', observer: 'paper', auditor: 'paper' }, orders: orders.ON_PAPER_FORMS, component: PaperForms },
  { name: 'receive_strips', address: ':campaignId/phieu-giay/nhan', roles: WITH_ENTRY, title: 'paper.receive_title', menu: { entry: 'receive_strips' }, orders: orders.ON_PAPER, component: ReceiveStrips },
  { name: 'enter_forms', address: ':campaignId/phieu-giay/nhap', roles: WITH_ENTRY, title: 'paper.enter_title', menu: { entry: 'enter_forms' }, orders: orders.ON_PAPER, component: EnterForms },
  { name: 'scan_forms', address: ':campaignId/phieu-giay/quet', roles: WITH_ENTRY, title: 'scans.title', menu: { entry: 'scan_forms' }, orders: orders.ON_PAPER, component: ScanForms },
  { name: 'calls', address: ':campaignId/goi-dien', roles: INTERVIEWER, title: 'calls.title', menu: { interviewer: 'calls' }, orders: orders.ON_INTERVIEWS, component: Calls },
  { name: 'devices', address: ':campaignId/may-thu-phieu', roles: HOME_AFFAIRS, title: 'devices.title', menu: { home_affairs: 'devices' }, orders: orders.ON_DEVICES, component: Devices },
  { name: 'assignments', address: ':campaignId/phan-cong', roles: HOME_AFFAIRS, title: 'assignments.title', menu: { home_affairs: 'assignments' }, orders: orders.ON_SLIPS, component: AssignVisits },
  { name: 'rechecks', address: ':campaignId/phuc-tra', roles: WITH_OBSERVER, title: 'rechecks.title', menu: { home_affairs: 'rechecks', observer: 'rechecks', auditor: 'rechecks' }, orders: orders.ON_RECHECKS, component: Rechecks },
  { name: 'recheck_calls', address: ':campaignId/goi-phuc-tra', roles: WITH_INTERVIEWER, title: 'recheck_calls.title', menu: { interviewer: 'recheck_calls' }, orders: orders.ON_RECHECKS, component: RecheckCalls },
  { name: 'results', address: ':campaignId/ket-qua', roles: EVERY_OFFICE, title: 'results.title', menu: { home_affairs: 'results', agency: 'agency_results', observer: 'results', agency_office: 'agency_results', commune_observer: 'agency_results', auditor: 'results' }, orders: orders.ON_RESULTS, component: Results },
  { name: 'earlier_tables', address: ':campaignId/nam-truoc', roles: WITH_OBSERVER, title: 'earlier.title', menu: { home_affairs: 'earlier_tables', observer: 'earlier_tables', auditor: 'earlier_tables' }, orders: orders.BY_DATA, component: EarlierTables },
  { name: 'action_plan', address: ':campaignId/nhiem-vu', roles: EVERY_OFFICE, title: 'actions.title', menu: { home_affairs: 'actions', agency: 'own_actions', observer: 'actions', agency_office: 'own_actions', auditor: 'actions' }, orders: orders.BY_DATA, component: ActionPlan },
  { name: 'comment_review', address: ':campaignId/gop-y', roles: HOME_AFFAIRS, title: 'review.title', menu: { home_affairs: 'comment_review' }, orders: orders.ON_RESULTS, component: CommentReview },
  { name: 'comment_coding', address: ':campaignId/ma-hoa-gop-y', roles: HOME_AFFAIRS, title: 'coding.title', menu: { home_affairs: 'comment_coding' }, orders: orders.ON_RESULTS, component: CommentCoding },
  { name: 'comment_themes', address: ':campaignId/chu-de-gop-y', roles: WITH_OBSERVER, title: 'coding.themes_title', menu: { observer: 'comment_themes', auditor: 'comment_themes' }, orders: orders.ON_RESULTS, component: CommentThemes },
  { name: 'comments', address: ':campaignId/gop-y/:agencyCode', roles: WITH_AGENCY, title: 'comments.title', menu: {}, orders: orders.ON_RESULTS, component: Comments },
  { name: 'petitions', address: ':campaignId/phan-anh', roles: HOME_AFFAIRS, title: 'petitions.title', menu: { home_affairs: 'petitions' }, orders: orders.BY_DATA, component: Petitions },
  { name: 'petition_counts', address: ':campaignId/phan-anh/so-luong', roles: WITH_OBSERVER, title: 'petitions.watch_title', menu: { observer: 'petition_counts', auditor: 'petition_counts' }, orders: orders.BY_DATA, component: PetitionCounts },
  { name: 'own_petitions', address: ':campaignId/phan-anh/don-vi/:agencyCode', roles: WITH_AGENCY_OFFICE, title: 'petitions.own_title', menu: { agency: 'own_petitions', agency_office: 'own_petitions' }, orders: orders.BY_DATA, component: OwnPetitions },
  { name: 'publish', address: ':campaignId/cong-bo', roles: HOME_AFFAIRS, title: 'publish.title', menu: { home_affairs: 'publish' }, orders: orders.ON_PUBLISHING, component: Publish },
  { name: 'documents', address: ':campaignId/van-ban', roles: DOCUMENTS, title: 'documents.title', menu: { home_affairs: 'documents', agency: 'documents', observer: 'documents', auditor: 'documents', agency_office: 'documents' }, orders: orders.BY_DATA, component: Documents },
  { name: 'remarks', address: ':campaignId/y-kien-giam-sat', roles: WITH_REMARKS, title: 'remarks.title', menu: { home_affairs: 'remarks', observer: 'remarks', commune_observer: 'remarks', auditor: 'remarks' }, orders: orders.BY_DATA, component: Remarks },
  { name: 'erasures', address: ':campaignId/yeu-cau-xoa', roles: WITH_DATA_PROTECTION, title: 'data_requests.title', menu: { home_affairs: 'erasures', data_protection: 'erasures' }, orders: orders.BY_DATA, component: DataRequests },
  { name: 'personal_data', address: ':campaignId/du-lieu-ca-nhan', roles: ON_PERSONAL_DATA, title: 'retention.title', menu: { home_affairs: 'personal_data', observer: 'personal_data', data_protection: 'personal_data', auditor: 'personal_data' }, orders: orders.BY_DATA, component: PersonalData },
];

/** The screens that belong to no campaign. */
// biome-ignore format: a table reads better in lines
export const OFFICE_SCREENS: readonly OfficeScreen[] = [
  { name: 'campaigns', address: 'dot-khao-sat', roles: EVERY_OFFICE, title: 'campaigns.title', menu: { home_affairs: 'campaigns' }, component: Campaigns },
  { name: 'new_campaign', address: 'dot-khao-sat/moi', roles: HOME_AFFAIRS, title: 'campaigns.new', menu: {}, component: NewCampaign },
  { name: 'accounts', address: 'tai-khoan', roles: WITH_AUDITOR, title: 'accounts.title', menu: { home_affairs: 'accounts', auditor: 'accounts' }, component: Accounts },
  { name: 'journal_head', address: 'ma-nhat-ky', roles: TECHNICIAN, title: 'activity.head_title', menu: { technician: 'journal_head' }, component: HeadOnly },
  { name: 'own_account', address: 'tai-khoan-cua-toi', roles: ROLES, title: 'factor.title', menu: OWN_ACCOUNT, component: OwnAccount },
  { name: 'activity', address: 'nhat-ky', roles: ON_PERSONAL_DATA, title: 'activity.title', menu: { home_affairs: 'activity', observer: 'activity', auditor: 'activity', data_protection: 'activity' }, component: Activity },
];

/** Address of a screen by its name, its `:parts` filled in. */
export function linkTo(name: string, params: Params = {}): string {
  const screen = [...CAMPAIGN_SCREENS, ...OFFICE_SCREENS].find((row) => row.name === name);
  if (!screen) throw new RangeError(`no screen is named ${name}`);
  const filled = screen.address.replace(/:(\w+)/g, (_, part: string) => {
    const value = params[part];
    if (value === undefined) throw new RangeError(`the screen ${name} needs ${part}`);
    return value;
  });
  return `/quan-tri/${filled}`;
}

export const titlesOf: TitlesOf = (role) => [
  ...new Set(
    [...CAMPAIGN_SCREENS, ...OFFICE_SCREENS]
      .filter(({ roles }) => roles.includes(role))
      .map(({ title }) => title),
  ),
];
