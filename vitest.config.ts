import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: 'scripts/build-for-tests.mjs',
    include: ['tests/**/*.test.ts'],
    // Measurements and long fault runs have commands of their own.
    exclude: ['tests/bench/**', 'tests/faults/**'],
    // Processes rather than threads: tests start processes of their own, change signals, and must not share native code.
    pool: 'forks',
    maxWorkers: 2,
    // Starting a process that decodes pictures takes seconds on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
