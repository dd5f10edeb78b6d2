import { mkdir } from 'node:fs/promises';
import { writeNewIdentity } from './backup/age-files.ts';
import type { BackupPlace } from './backup/make-backup.ts';
import { backupKeys, makeBackup } from './backup/make-backup.ts';
import { openUnmigrated } from './backup/open-unmigrated.ts';
import type { Config } from './config.ts';
import { readConfig, WrongSettings } from './config.ts';
import { record } from './db/activity.ts';
import { isCurrent } from './db/migrate.ts';
import { takeExisting } from './existing-database.ts';
import { failureText } from './failure-text.ts';
import { closeUmask } from './private-folder.ts';

const USAGE = `npm run backup                      sao lưu cơ sở dữ liệu vào BACKUP_DIR / back up the database into BACKUP_DIR
npm run backup -- keys <folder>     sao lưu khóa chủ, để ở nơi khác / the master key, to be kept elsewhere
npm run backup -- new-key <file>    tạo cặp khóa; giữ tệp ấy ngoài máy chủ / a pair of keys; keep the file off this machine`;

/** Run by hand or by a timer. Never reads rounds/ and uploads/. */
const [command, path, ...more] = process.argv.slice(2);
if (more.length > 0 || (command && !(['keys', 'new-key'].includes(command) && path))) {
  console.error(USAGE);
  process.exit(2);
}
try {
  if (command === 'new-key') await newKey(path!);
  else {
    const config = readConfig(process.env);
    const place = placeOf(config);
    if (command === 'keys') await keys(config, { ...place, folder: path! });
    else await database(config, place);
  }
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}

async function newKey(file: string): Promise<void> {
  const recipient = await writeNewIdentity(file);
  console.log(
    `BACKUP_RECIPIENTS=${recipient}\n` +
      `${file} mở được mọi bản sao lưu: chuyển ra khỏi máy này, giữ hai bản ở hai nơi. / ` +
      `opens every backup: take it off this machine and keep it in two places.`,
  );
}

async function database(config: Config, place: BackupPlace): Promise<void> {
  const unlock = await takeExisting(config);
  const { folder } = place;
  try {
    await mkdir(folder, { recursive: true });
    const db = await openUnmigrated(config);
    try {
      const now = new Date();
      const { file, bytes, rows, sha256, held } = await makeBackup(db, place, now);
      // Before an upgrade the journal is still that of the earlier version.
      if (await isCurrent(db))
        await record(db, { at: now, staffId: null, act: 'backup_made', details: { rows, sha256 } });
      console.log(
        `${folder}/${file}: ${rows} dòng, ${bytes} byte, đã đọc lại và khớp / rows, bytes, read back and the same`,
      );
      if (held > 0)
        console.log(
          `${held} bản cũ hơn BACKUP_KEEP_DAYS còn được giữ, vì từ đó không có bản nào khác: nếu hôm nay không phải ${now.toISOString().slice(0, 10)}, hãy chỉnh đồng hồ trước lần sao lưu tới, lần ấy sẽ xóa. / ` +
            `${held} backups older than BACKUP_KEEP_DAYS are kept this once, as none has been made since: if today is not ${now.toISOString().slice(0, 10)}, set the clock before the next backup, which deletes them.`,
        );
    } finally {
      await db.destroy();
    }
  } finally {
    await unlock();
  }
}

async function keys({ dataDir }: Config, place: BackupPlace): Promise<void> {
  closeUmask();
  await mkdir(place.folder, { recursive: true });
  const path = await backupKeys(dataDir, place, new Date());
  console.log(
    `${path}: cất xa bản sao lưu cơ sở dữ liệu / keep it apart from the backups of the database`,
  );
}

function placeOf({ backup }: Config): BackupPlace {
  if (backup) return backup;
  throw new WrongSettings(
    'Đặt BACKUP_DIR và BACKUP_RECIPIENTS (npm run backup -- new-key tạo khóa). / ' +
      'Set BACKUP_DIR and BACKUP_RECIPIENTS (npm run backup -- new-key makes a key).',
  );
}
