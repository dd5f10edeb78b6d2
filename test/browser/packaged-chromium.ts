import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { writeWholeFile } from '../whole-file.ts';

export interface ChromiumProgram {
  readonly executablePath: string;
  /** Whole environment of the browser's process, and of no other. */
  readonly env: NodeJS.ProcessEnv;
}

const modules = resolve(import.meta.dirname, '../../node_modules');

/** Of this clone: the temp folder holds nothing from another run, and `npm ci` clears it away. */
const CACHE = join(modules, '.cache/chromium');

/**
 * The package unpacks into the temp folder, which is this process's alone. Its libraries (NSS, NSPR, expat), which a
 * bare Debian lacks, it unpacks only where it takes itself to be on Amazon Linux 2023.
 */
const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** Before any worker of the run starts. */
export default async function setup(): Promise<void> {
  await chromiumProgram();
}

/** The Chromium of CHROME_PATH, or the packaged one with its libraries and fonts. */
export async function chromiumProgram(): Promise<ChromiumProgram> {
  const own = process.env.CHROME_PATH;
  if (own === undefined) return packagedChromium();
  await access(own);
  return { executablePath: own, env: process.env };
}

/** Unpacked once for each version: a run that finds the folder finds all of it, however many start at once. */
export async function packagedChromium(cache = CACHE): Promise<ChromiumProgram> {
  const manifest = await readFile(join(modules, '@sparticuz/chromium/package.json'), 'utf8');
  const folder = join(cache, (JSON.parse(manifest) as { version: string }).version);
  const program: ChromiumProgram = {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      // Without a locale a file of Vietnamese name is saved as `download`.
      LC_ALL: 'C.UTF-8',
    },
  };
  if (!(await isThere(folder))) await unpackOnce(folder, cache);
  await nameFonts(folder);
  return program;
}

/** Who comes while another process unpacks waits for it: 2.3 s of a core are not spent twice. */
async function unpackOnce(folder: string, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const claim = `${folder}.claim`;
  const claimed = await writeFile(claim, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (!claimed && (await waitFor(folder, claim))) return;
  try {
    await unpackInto(folder, cache);
  } finally {
    await rm(claim, { force: true });
  }
}

/** Whether the folder has come while its maker lives, two minutes at the longest. */
async function waitFor(folder: string, claim: string): Promise<boolean> {
  const isMaking = () =>
    readFile(claim, 'utf8').then(
      (pid) => process.kill(Number(pid), 0),
      () => false,
    );
  for (let end = Date.now() + 120_000; Date.now() < end; await pause(100)) {
    if (await isThere(folder)) return true;
    // Ended between the two looks, or died over it.
    if (!(await isMaking().catch(() => false))) return isThere(folder);
  }
  return false;
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

async function unpackInto(folder: string, cache: string): Promise<void> {
  const unpacking = await mkdtemp(join(cache, 'unpacking-'));
  try {
    const env = { ...process.env, TMPDIR: unpacking, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: import.meta.dirname,
      env,
    });
    // The temp folder is its maker's alone; a clone's tests may be run by another account.
    await chmod(unpacking, 0o755);
    await rename(unpacking, folder);
  } catch (error) {
    // Another process was first with the same files.
    if (!isTaken(error)) throw error;
  } finally {
    await rm(unpacking, { recursive: true, force: true });
  }
}

const isTaken = (error: unknown) =>
  ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * A clone that was moved or copied with its `node_modules` would look for its fonts where it came from. Without a
 * font every text is empty, and Chromium 65 does not start.
 */
async function nameFonts(folder: string): Promise<void> {
  const path = join(folder, 'fonts.conf');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known === fontsIn(folder)) return;
  await writeWholeFile(path, fontsIn(folder));
}

/** The package's own names folders of Amazon's machines; with the machine's fonts pages would be wider on some. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
