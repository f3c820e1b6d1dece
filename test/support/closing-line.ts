import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** A test as the last lines see it. `file` from the root of the project; `note` says why it was skipped, when somebody said. */
export type Ran = { name: string; file: string; state: 'passed' | 'failed' | 'skipped' | 'pending'; note?: string };

/** A vitest reporter that ends every run with the skipped tests and their reasons, and then `N passed, N failed`. */
export function closingLine(): Reporter {
  let chosenByName = false;
  return {
    onInit(vitest) {
      chosenByName = vitest.config.testNamePattern !== undefined;
    },
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]).map(ranAs);
      const broken = modules.filter((module) => module.state() === 'failed' && !hasFailedTest(module)).length;
      // With `-t` everything else is skipped as well, and nobody wants to read the list.
      const told = chosenByName ? tests.filter((test) => test.state !== 'skipped') : tests;
      const { lines, missed } = closing(told, broken + unhandledErrors.length, Boolean(process.env.CI));
      if (missed > 0) process.exitCode = 1;
      for (const line of lines) console.log(line);
    },
  };
}

/**
 * The last lines of a run. In CI the tests in the browser must run: one that was skipped there counts as failed (`missed`), so
 * that a machine without a browser cannot pass for one on which the page works.
 *
 * @param otherFailures files that could not be loaded, and errors outside any test
 */
export function closing(
  tests: readonly Ran[],
  otherFailures: number,
  ci: boolean,
): { lines: string[]; missed: number } {
  const count = (state: Ran['state']) => tests.filter((test) => test.state === state).length;
  const skipped = tests.filter((test) => test.state === 'skipped');
  const missed = ci ? skipped.filter((test) => test.file.startsWith('test/browser/')).length : 0;
  const lines = skipped.map((test) => `skipped: ${test.name} (${test.note || 'no reason given'})`);
  if (missed > 0) lines.push('In CI the browser tests must run, so those skipped count as failed. Install chromium.');
  return { lines: [...lines, `${count('passed')} passed, ${count('failed') + otherFailures + missed} failed`], missed };
}

function ranAs(test: TestCase): Ran {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return { name: test.fullName, file: test.module.relativeModuleId, state: result.state, ...(note && { note }) };
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0;
}
