/** What each setting takes, in Vietnamese and in English: a refusal names no value, as some are secrets. */
const TAKES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  PORT: ['một số cổng từ 0 đến 65535', 'a port number from 0 to 65535'],
  HOST: ['địa chỉ hoặc tên của máy này', 'an address or a name of this machine'],
  DATA_DIR: ['đường dẫn một thư mục', 'the path of a folder'],
  PUBLIC_URL: [
    'địa chỉ công khai, không kèm đường dẫn: https://khaosat.tinh.gov.vn',
    'the public address without a path: https://khaosat.tinh.gov.vn',
  ],
  TRUST_PROXY: [
    'none, hoặc loopback và địa chỉ, dải địa chỉ của máy chủ trung gian, cách nhau bằng dấu phẩy',
    'none, or loopback, addresses and blocks of proxies, separated by commas',
  ],
  DATABASE_URL: [
    'postgres://tài-khoản:mật-khẩu@máy:5432/cơ-sở-dữ-liệu; ký tự đặc biệt trong mật khẩu viết dạng %40',
    'postgres://account:password@host:5432/database; special characters of a password are written as %40',
  ],
  DATABASE_OWNER_URL: [
    'postgres://… của tài khoản sở hữu các bảng; ký tự đặc biệt trong mật khẩu viết dạng %40',
    'postgres://… of the role that owns the tables; special characters of a password are written as %40',
  ],
  DATABASE_SCHEMA: [
    'chữ thường không dấu, chữ số và dấu gạch dưới, không bắt đầu bằng pg_',
    'small letters, digits and underscores, not beginning with pg_',
  ],
  ROUND_KEYS_MIRROR: [
    'đường dẫn một thư mục trên ổ đĩa khác',
    'the path of a folder on another disk',
  ],
  GATEWAY_FILE: ['đường dẫn một tệp JSON', 'the path of a JSON file'],
  MAIL_FILE: ['đường dẫn một tệp JSON', 'the path of a JSON file'],
  OIDC_FILE: ['đường dẫn một tệp JSON', 'the path of a JSON file'],
  BACKUP_DIR: ['đường dẫn một thư mục ngoài DATA_DIR', 'the path of a folder outside DATA_DIR'],
  BACKUP_RECIPIENTS: [
    'các khóa công khai age1…, cách nhau bằng dấu phẩy (npm run backup -- new-key tạo khóa)',
    'public keys age1…, separated by commas (npm run backup -- new-key makes one)',
  ],
  BACKUP_KEEP_DAYS: ['số ngày từ 1 đến 3650', 'a number of days from 1 to 3650'],
  METRICS_PORT: ['một số cổng từ 0 đến 65535', 'a port number from 0 to 65535'],
  METRICS_HOST: ['địa chỉ hoặc tên của máy này', 'an address or a name of this machine'],
  SLOW_QUERY_MS: ['số mili giây từ 1 trở lên', 'a number of milliseconds from 1 on'],
  LOG_LEVEL: ['silent, error, warn hoặc info', 'silent, error, warn or info'],
};

/** One line for each setting that is refused, beginning with its name. */
export function settingSentences(names: readonly string[]): string {
  return [...new Set(names)]
    .map((name) => {
      const [vi, en] = TAKES[name] ?? ['giá trị khác', 'another value'];
      return (
        `${name}: cần ${vi}. Sửa lại, hoặc bỏ hẳn dòng này để dùng giá trị mặc định. / ` +
        `${name}: ${en} is needed. Correct it, or remove the line for the default.`
      );
    })
    .join('\n');
}
