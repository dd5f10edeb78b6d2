/** These were written for the person who starts a program. */
const SAID = [
  'WrongSettings',
  'FolderInUse',
  'NewerDatabase',
  'DamagedBackup',
  'WrongQuestionnaire',
  'UnopenedDatabase',
  'UnsuitableDatabase',
];

interface Fault extends NodeJS.ErrnoException {
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

/** Why a program could not start or run, and what to do now; the place in the code where nothing is known. */
export function failureText(error: unknown): string {
  const fault = error as Fault;
  if (SAID.includes(fault.name)) return fault.message;
  const code = fault.code ?? WASI_CODES[fault.errno ?? 0] ?? '';
  const sentence =
    fault.syscall === 'listen' ? LISTENING[code] : (REASONS[code] ?? byMessage(fault));
  const found = detail(fault, code);
  if (sentence) return `${sentence} (${found})`;
  return fault.stack ?? `${fault.name} ${found}`;
}

/** The client of PostgreSQL has no codes for what it finds out by itself. */
function byMessage({ message }: Fault): string | undefined {
  if (message?.startsWith('SASL')) return NOT_ADMITTED;
  if (message?.includes('connection timeout')) return UNREACHED;
  if (message?.includes('does not support SSL'))
    return (
      'PostgreSQL ở đó chưa bật TLS: bật ssl của nó, hoặc bỏ sslmode khỏi DATABASE_URL. / ' +
      'PostgreSQL has no TLS there: turn its ssl on, or take sslmode out of DATABASE_URL.'
    );
  return undefined;
}

/** PGlite's own file system gives numbers alone. */
const WASI_CODES: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};

const detail = ({ message, errno, address, port }: Fault, code: string) => {
  if (port !== undefined) return `${code} ${address}:${port}`;
  return message || code || `errno ${errno}`;
};

const LISTENING: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'Cổng đang có chương trình khác dùng: tắt chương trình đó, hoặc đặt PORT (hay METRICS_PORT) sang cổng khác. / ' +
    'Another program uses this port: stop it, or set PORT (or METRICS_PORT) to another one.',
  EACCES:
    'Tài khoản này không được mở cổng ấy: đặt PORT từ 1024 trở lên, sau nginx hoặc Caddy (xem deploy/). / ' +
    'This account may not open that port: set PORT to 1024 or above, behind nginx or Caddy (see deploy/).',
  EADDRNOTAVAIL:
    'HOST (hay METRICS_HOST) không phải địa chỉ của máy này. / ' +
    'HOST (or METRICS_HOST) is no address of this machine.',
};

const FULL =
  'Ổ đĩa đã đầy: giải phóng chỗ, rồi chạy lại lệnh này. / ' +
  'The disk is full: free some space, then run this command again.';
const CLOSED =
  'Tài khoản này không được đọc hay ghi ở đó: hãy giao thư mục hay tệp ấy cho nó. / ' +
  'This account may not read or write there: give it the folder or file.';
const READ_ONLY =
  'Ổ đĩa chỉ cho đọc: chọn thư mục khác, hoặc gắn lại ổ đĩa cho phép ghi. / ' +
  'The disk is read-only: choose another folder, or mount the disk for writing.';
const UNREACHED =
  'Không tới được PostgreSQL: kiểm tra máy và cổng trong DATABASE_URL, và PostgreSQL đang chạy chưa. / ' +
  'PostgreSQL cannot be reached: check host and port in DATABASE_URL, and whether PostgreSQL runs.';
const NO_NAME =
  'Máy này không biết tên ấy: kiểm tra tên máy trong DATABASE_URL, hay HOST. / ' +
  'This machine does not know that name: check the host in DATABASE_URL, or HOST.';
const NOT_ADMITTED =
  'PostgreSQL không nhận tài khoản hay mật khẩu trong DATABASE_URL (hay DATABASE_OWNER_URL). / ' +
  'PostgreSQL refuses the account or the password in DATABASE_URL (or DATABASE_OWNER_URL).';

/** Of the system, and of PostgreSQL (appendix A of its manual). */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: CLOSED,
  EPERM: CLOSED,
  EROFS: READ_ONLY,
  ENOENT:
    'Không có tệp hay thư mục này: kiểm tra đường dẫn. / There is no such file or folder: check the path.',
  EEXIST:
    'Tệp này đã có, không ghi đè: chọn tên khác. / This file is there and is not written over: choose another name.',
  EISDIR: 'Đây là thư mục, cần một tệp. / This is a folder; a file is needed.',
  ECONNREFUSED: UNREACHED,
  ECONNRESET: UNREACHED,
  ETIMEDOUT: UNREACHED,
  EHOSTUNREACH: UNREACHED,
  ENETUNREACH: UNREACHED,
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
  '28P01': NOT_ADMITTED,
  '28000': NOT_ADMITTED,
  '3D000':
    'PostgreSQL không có cơ sở dữ liệu này: tạo bằng createdb, hoặc sửa tên trong DATABASE_URL. / ' +
    'PostgreSQL has no such database: create that with createdb, or correct the name in DATABASE_URL.',
  '42501':
    'Tài khoản cơ sở dữ liệu thiếu quyền: cấp quyền tạo bảng, hoặc đặt DATABASE_OWNER_URL (xem README). / ' +
    'The database role lacks a right: allow it to create tables, or set DATABASE_OWNER_URL (see README).',
  '53300':
    'PostgreSQL hết chỗ kết nối: tăng max_connections, hoặc tắt bớt chương trình. / ' +
    'PostgreSQL has no connection left: raise max_connections, or stop other programs.',
  '57P03':
    'PostgreSQL đang khởi động: đợi một lát rồi chạy lại. / PostgreSQL is starting: wait a moment, then run this again.',
};
