import { execFile } from 'node:child_process';

/** How R ended with a script of a folder; nothing where no R is installed. */
export type RVerdict =
  | Readonly<Record<'status' | 'stdout' | 'stderr', number | string>>
  | undefined;

/** Runs in a process of its own: what a test asks meanwhile waits for no start of R. */
export function runR(script: string, folder: string): Promise<RVerdict> {
  const options = { cwd: folder, env: { ...process.env, LANGUAGE: 'en' } };
  return new Promise((resolve) => {
    execFile(
      process.env.RSCRIPT ?? 'Rscript',
      ['--vanilla', script],
      options,
      (error, ...texts) => {
        const [stdout, stderr] = texts;
        const status = error ? (error.code ?? 'killed') : 0;
        resolve(status === 'ENOENT' ? undefined : { status, stdout, stderr });
      },
    );
  });
}
