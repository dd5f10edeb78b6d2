import type { Role } from '#contract/endpoint.ts';

export const SIGN_IN = '/quan-tri';
export const CHOOSE_PASSWORD = '/quan-tri/mat-khau';
export const CAMPAIGNS = '/quan-tri/dot-khao-sat';
export const NEW_CAMPAIGN = '/quan-tri/dot-khao-sat/moi';
export const ACCOUNTS = '/quan-tri/tai-khoan';
export const ACTIVITY = '/quan-tri/nhat-ky';

/** Addresses of a campaign's screens; the words are those of the menu. */
export const placesOf = (campaignId: string) => {
  const base = `/quan-tri/${campaignId}`;
  return {
    tasks: `${base}/viec-can-lam`,
    terms: `${base}/dot`,
    board: `${base}/danh-sach`,
    unit: (unitCode: string) => `${base}/danh-sach/${unitCode}`,
    completeness: (unitCode: string) => `${base}/danh-sach/${unitCode}/doi-chieu`,
    acceptance: (unitCode: string) => `${base}/danh-sach/${unitCode}/ky`,
    corrections: (unitCode: string) => `${base}/danh-sach/${unitCode}/can-sua`,
    list: (unitCode: string, fileId: string) => `${base}/danh-sach/${unitCode}/${fileId}`,
    design: `${base}/mau`,
    draw: `${base}/rut-mau`,
    invitations: `${base}/phieu-moi`,
    pack: (unitCode: string) => `${base}/phieu-moi/${unitCode}`,
    fieldwork: `${base}/thu-phieu`,
    results: `${base}/ket-qua`,
    comments: (unitCode: string) => `${base}/gop-y/${unitCode}`,
    commentReview: `${base}/gop-y`,
    publish: `${base}/cong-bo`,
    erasures: `${base}/yeu-cau-xoa`,
    personalData: `${base}/du-lieu-ca-nhan`,
    remarks: `${base}/y-kien-giam-sat`,
  };
};
export type Places = ReturnType<typeof placesOf>;

export interface MenuEntry {
  /** Key under `menu.` */
  readonly key: string;
  readonly href: string;
}

/** What each role finds in its menu; the server decides again at every request. */
export function menuOf(role: Role, unitCode: string | null, places: Places): MenuEntry[] {
  const entry = (key: string, href: string): MenuEntry => ({ key, href });
  if (role === 'unit') {
    return [
      entry('tasks', places.tasks),
      entry('list', places.unit(unitCode ?? '')),
      entry('invitations', places.pack(unitCode ?? '')),
      entry('progress', places.fieldwork),
      entry('unit_results', places.results),
    ];
  }
  if (role === 'observer') {
    return [
      entry('overview', places.tasks),
      entry('counts', places.board),
      entry('draw', places.draw),
      entry('fieldwork', places.fieldwork),
      entry('results', places.results),
      entry('remarks', places.remarks),
      entry('personal_data', places.personalData),
    ];
  }
  return [
    entry('tasks', places.tasks),
    entry('campaign', places.terms),
    entry('board', places.board),
    entry('design', places.design),
    entry('draw', places.draw),
    entry('invitations', places.invitations),
    entry('fieldwork', places.fieldwork),
    entry('results', places.results),
    entry('comment_review', places.commentReview),
    entry('publish', places.publish),
    entry('erasures', places.erasures),
    entry('personal_data', places.personalData),
    entry('remarks', places.remarks),
  ];
}

export const officeMenuOf = (role: Role): MenuEntry[] => [
  ...(role === 'home_affairs' ? [{ key: 'campaigns', href: CAMPAIGNS }] : []),
  ...(role === 'home_affairs' ? [{ key: 'accounts', href: ACCOUNTS }] : []),
  ...(role === 'unit' ? [] : [{ key: 'activity', href: ACTIVITY }]),
];
