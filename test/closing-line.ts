import type { Reporter, TestModule } from 'vitest/node';

/** What fails a run without being a test. */
export const closing = { failed: 0 };

/** Ends every run with one plain line that any CI can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that could not even be loaded has no test to count, and must still be seen to fail.
      if (module.errors().length > 0) count.failed += 1;
    }
    process.once('exit', () =>
      console.log(
        `${count.passed} passed, ${count.failed + errors.length + closing.failed} failed`,
      ),
    );
  }
}
