import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { checkDays } from './days.ts'
import { runRealOnes } from './real-runs.ts'
import { playSchedules } from './schedules.ts'

interface ClockPlan {
  readonly schedules: number
  readonly moments: number
  readonly runs: number
}

export const clockSuite: Suite = {
  name: 'clock',
  promise:
    'Whatever the clock on the wall does, no wait is negative or endless, nothing storms, and money counts in its day.',
  run: (options) =>
    runClock(
      options.isNight
        ? { schedules: 200_000, moments: 100_000, runs: 40 }
        : { schedules: 10_000, moments: 10_000, runs: 20 },
      options,
    ),
}

export function runClock(
  { schedules, moments, runs }: ClockPlan,
  { seed }: Pick<SuiteOptions, 'seed'>,
): Promise<SuiteResult> {
  return inWorkplace('clock', async (folder) => {
    const played = await playSchedules(schedules, seed)
    const days = checkDays(moments, seed)
    const real = runs === 0 ? { counts: {}, violations: [] } : await runRealOnes(folder, { runs, seed })
    return mergeResults([played, days, real])
  })
}
