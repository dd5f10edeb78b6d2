// Runs commands beside one another, each as `npm run` would: the longest of a check keeps one of two cores for itself.
// What each wrote follows once it has ended, and it fails if any of them fails.
import { spawn } from 'node:child_process';

interface Ended {
  readonly output: string;
  readonly code: number;
}

const run = (command: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('close', (code) => resolve({ output, code: code ?? 1 }));
  });

await Promise.all(
  process.argv.slice(2).map(async (command) => {
    const { output, code } = await run(command);
    process.stdout.write(output);
    if (code === 0) return;
    process.stderr.write(`failed: ${command}\n`);
    process.exitCode = 1;
  }),
);
