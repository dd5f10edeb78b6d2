import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { projectEnd } from './project-end.ts';

/** Beside vitest's own messages. */
export type ToThread =
  | { readonly env: Partial<NodeJS.ProcessEnv> }
  | { readonly isEndOfProject: true };

const port = parentPort!;

port.on('message', async (message: ToThread) => {
  if ('env' in message) Object.assign(process.env, message.env);
  if ('isEndOfProject' in message) {
    await Promise.all(projectEnd.splice(0).map((end) => end()));
    flushCompileCache();
    port.postMessage({ __vitest_worker_response__: true, type: 'stopped' });
  }
});

init({
  post: (response) => port.postMessage(response),
  on: (callback) => port.on('message', callback),
  off: (callback) => port.off('message', callback),
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
});
