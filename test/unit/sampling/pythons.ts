// Pythons that the published verifier is run on: one that npm brings, and the machine's own where there is one.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PyodideAPI } from 'pyodide';
import { loadPyodide, version } from 'pyodide';
import { writeWholeFile } from '../../whole-file.ts';

interface Verdict {
  status: number | null;
  stdout: string;
}

export interface Python {
  name: string;
  /** Runs a script of one file on texts that it is given as files, in their order. */
  run(script: string, texts: Readonly<Record<string, string>>): Promise<Verdict>;
}

/** Called as a program: its arguments, its exit code. */
const RUN_AS_PROGRAM = `
import runpy, sys

def run_as_program(script, names):
    sys.argv = [script, *names]
    try:
        runpy.run_path(script, run_name='__main__')
    except SystemExit as end:
        return int(end.code or 0)
    return 0

run_as_program
`;

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/pyodide');

/** A Python that has just started takes 2.6 s of a core, and 0.4 s out of a picture of its memory, kept by version. */
async function startedPython(): Promise<PyodideAPI> {
  const path = join(CACHE, `${version}.memory`);
  if (existsSync(path)) return loadPyodide({ _loadSnapshot: readFileSync(path) });
  const python = await loadPyodide({ _makeSnapshot: true });
  await writeWholeFile(path, python.makeMemorySnapshot());
  return python;
}

async function packagedPython(): Promise<Python> {
  const python = await startedPython();
  const runAsProgram = python.runPython(RUN_AS_PROGRAM) as (
    script: string,
    names: string[],
  ) => number;
  return {
    name: `Pyodide ${python.version}`,
    async run(script, texts) {
      let stdout = '';
      python.setStdout({ batched: (line) => (stdout += `${line}\n`) });
      python.setStderr({ batched: () => {} });
      for (const [name, text] of Object.entries(texts)) python.FS.writeFile(name, text);
      python.FS.writeFile(basename(script), readFileSync(script));
      return { status: runAsProgram(basename(script), Object.keys(texts)), stdout };
    },
  };
}

/** Where it is a script that looks for a Python, the one that it finds: each of a dozen starts takes 0.1 s less. */
function ownPython(): Python[] {
  const program =
    "import platform, sys; print(sys.executable, platform.python_version(), sep='\\n')";
  const { status, stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  if (status !== 0) return [];
  const [path = '', python] = stdout.split('\n');
  const run: Python['run'] = (script, texts) => runOwnPython(path, script, texts);
  return [{ name: `python3 of this machine, Python ${python}`, run }];
}

async function runOwnPython(
  python: string,
  script: string,
  texts: Readonly<Record<string, string>>,
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'draw-'));
  try {
    const paths = Object.entries(texts).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    return await new Promise((resolve) => {
      const child = execFile(python, [script, ...paths], (_error, stdout) =>
        resolve({ status: child.exitCode, stdout }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The machine's own first: its processes run while the packaged one keeps this thread. */
export const pythons: readonly Python[] = [...ownPython(), await packagedPython()];
