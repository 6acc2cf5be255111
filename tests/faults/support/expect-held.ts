import { expect } from 'vitest'
import type { SuiteResult } from '../suite.ts'

/** For tests: nothing was broken. What this machine cannot do proves nothing, which is said loudly and no failure. */
export function expectHeld({ counts, violations, skipped = [] }: SuiteResult): SuiteResult['counts'] {
  for (const reason of skipped)
    process.stderr.write(`\nSKIPPED  ${expect.getState().currentTestName ?? ''}: ${reason}\n`)
  expect(violations).toEqual([])
  return counts
}
