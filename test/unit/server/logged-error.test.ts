import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loggedError } from '../../../server/http/logged-error.ts';

const NAME = 'Nguyễn Thị Lụa';

test('the log says where a job failed and nothing of what it worked on', () => {
  const logged = loggedError(new Error(`no such person:\n    at ${NAME} (0912345678:1:1)`));
  expect(logged.error).toBe('Error');
  expect(logged.at[0]).toContain('logged-error.test.ts');
  expect(JSON.stringify(logged)).not.toContain(NAME);
});

test('the log gives the system’s own code of a fault, and not the file’s name', async () => {
  const error = await readFile(`/no-such-folder/${NAME}`).catch((fault: Error) => fault as Error);
  expect(String(error)).toContain(NAME);
  const logged = loggedError(error as Error);
  expect(logged).toMatchObject({ code: 'ENOENT' });
  expect(JSON.stringify(logged)).not.toContain(NAME);
});
