import { Worker } from 'node:worker_threads';

interface Bounds {
  readonly heapMb: number;
  readonly seconds: number;
}

/**
 * The message of a thread that reads somebody's file with a heap and a time of its own; none where a file made to exhaust either
 * has done so. A fault of the thread's own code is thrown.
 */
export async function readInBounds<Message>(
  script: string,
  workerData: unknown,
  { heapMb, seconds }: Bounds,
): Promise<Message | undefined> {
  const thread = new Worker(script, {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const timer = setTimeout(() => thread.terminate(), seconds * 1000);
  try {
    return await new Promise<Message | undefined>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(undefined) : reject(error),
      );
      thread.once('exit', () => resolve(undefined));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
