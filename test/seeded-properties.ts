import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';

// As `seeded-chance.ts`: the same examples in each run of a file, others with another TEST_SEED.
const name = `${process.env.TEST_SEED ?? '1'} ${expect.getState().testPath?.split('/test/')[1]}`;
fc.configureGlobal({ seed: createHash('sha256').update(name).digest().readInt32BE() });
