import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

/** What a run waits for, with the time until its tests are loaded: the ten slowest files. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const slowest = modules
      .map((module) => ({ module, seconds: secondsOf(module) }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, SHOWN);
    const lines = slowest.map(
      ({ module, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${module.project.name.padEnd(8)}  ${module.relativeModuleId}`,
    );
    console.log(['slowest files', ...lines, ''].join('\n'));
  }
}

function secondsOf(module: TestModule): number {
  const { duration, collectDuration, environmentSetupDuration, prepareDuration, setupDuration } =
    module.diagnostic();
  const milliseconds =
    duration + collectDuration + environmentSetupDuration + prepareDuration + setupDuration;
  return milliseconds / 1000;
}
