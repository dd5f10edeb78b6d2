import type { Role } from '#contract/endpoint.ts';

/** Somebody for whom Home Affairs makes an account. */
export interface Colleague {
  readonly username: string;
  readonly fullName: string;
  readonly role: Role;
  readonly isLead?: boolean;
  readonly agencyCode?: string;
  readonly holder: string;
  /** What this post can be looked at with, in both languages. */
  readonly tries: string;
}

const COMMUNE_CODE = '01981';

export const OBSERVER: Colleague = {
  username: 'mttq',
  fullName: 'Nguyễn Văn Thắng',
  role: 'observer',
  holder: 'Người giám sát (MTTQ) / observer',
  tries: 'theo dõi mọi bước, sổ thu phiếu, phúc tra / follows every step, ledger, re-check',
};
export const COMMUNE_CLERK: Colleague = {
  username: 'vinhthong',
  fullName: 'Hoàng Thị Lan',
  role: 'agency',
  agencyCode: COMMUNE_CODE,
  holder: 'Cán bộ xã Vĩnh Thông / staff of one commune',
  tries: 'danh sách của xã, phát phiếu, báo cáo nhiệm vụ / its list, slips, reports on duties',
};

export const leaderOf = ({ username, agencyCode }: Colleague): Colleague => ({
  username: `${username}.lanhdao`,
  fullName: 'Triệu Đức Thắng',
  role: 'agency',
  isLead: true,
  ...(agencyCode && { agencyCode }),
  holder: `Lãnh đạo ký danh sách của ${username} / leader who signs`,
  tries: 'ký danh sách của đơn vị / signs the agency’s list',
});

const clerk = (nth: number, fullName: string): Colleague => ({
  username: `nhaplieu${nth}`,
  fullName,
  role: 'entry',
  holder: 'Người nhập phiếu giấy / entry clerk',
  tries: 'nhận dải bìa, nhập phiếu giấy, nhập lần hai / strips, forms, second entries',
});
const interviewer = (nth: number, fullName: string): Colleague => ({
  username: `phongvan${nth}`,
  fullName,
  role: 'interviewer',
  holder: 'Người phỏng vấn / interviewer',
  tries: 'gọi điện, gọi phúc tra / telephone queue, re-check calls',
});
/** Who carries the doors beside people's own phones. */
export const FIELD_CREW: readonly Colleague[] = [
  clerk(1, 'Nông Thị Yến'),
  clerk(2, 'Bế Văn Tuấn'),
  interviewer(1, 'Lường Minh Hoa'),
  interviewer(2, 'Đặng Thu Bình'),
];

/** The posts that no step of a round waits for. */
export const OTHER_POSTS: readonly Colleague[] = [
  {
    username: 'pheduyet',
    fullName: 'Đỗ Minh Ước',
    role: 'home_affairs',
    isLead: true,
    holder: 'Người phê duyệt của Sở Nội vụ / approver',
    tries: 'xác nhận việc người khác xin / confirms what somebody else asked for',
  },
  leaderOf(COMMUNE_CLERK),
  {
    username: 'vinhthong.vanphong',
    fullName: 'Triệu Thị Sâm',
    role: 'agency_office',
    agencyCode: COMMUNE_CODE,
    holder: 'Văn phòng UBND xã Vĩnh Thông / office of one commune',
    tries: 'kết quả và nhiệm vụ của xã / results and duties of the commune',
  },
  {
    username: 'mttq.vinhthong',
    fullName: 'Hoàng Văn Lý',
    role: 'commune_observer',
    agencyCode: COMMUNE_CODE,
    holder: 'MTTQ xã Vĩnh Thông / observer of one commune',
    tries: 'giám sát riêng một xã, chỉ số liệu đếm / one commune, counts only',
  },
  {
    username: 'dulieu',
    fullName: 'Nông Đức Ánh',
    role: 'data_protection',
    holder: 'Người bảo vệ dữ liệu cá nhân / data-protection officer',
    tries: 'thời hạn lưu, xóa, nhật ký / retention, erasure, journal',
  },
  {
    username: 'thanhtra',
    fullName: 'Bế Thị Ẩn',
    role: 'auditor',
    holder: 'Thanh tra, kiểm toán / auditor',
    tries: 'đọc mọi bước và nhật ký / reads every step and the journal',
  },
  {
    username: 'kythuat',
    fullName: 'Lường Đức Tuấn',
    role: 'technician',
    holder: 'Kỹ thuật viên / technician',
    tries: 'tình trạng máy chủ, mã đầu nhật ký / server’s health, journal head',
  },
];
