import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WrongSettings } from '../config.ts';
import { readIfThere, writeDurably } from '../keys/wrapped-file.ts';
import { masterKey } from '../secrets.ts';

/** Never over a key that is there: what it has sealed would open to nobody. */
export async function restoreKeys(dataDir: string, lines: AsyncIterable<string>): Promise<string> {
  const path = join(dataDir, 'keys/master.key');
  if (await readIfThere(path))
    throw new WrongSettings(
      `${path} đã có: không ghi đè khóa đang dùng. / is there: a key in use is not written over.`,
    );
  const content = await text(lines);
  masterKey(content);
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  await writeDurably(path, content);
  return path;
}
