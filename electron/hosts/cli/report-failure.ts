import { nextSteps, toFailure } from '../../../shared/errors.ts'
import type { CliHost } from './cli-host.ts'
import { endingOfFailure, type Ending } from './exit-codes.ts'
import { errorLine } from './json-lines.ts'
import { wrap } from './layout.ts'
import { shown } from './shown-text.ts'
import { UsageError } from './usage-error.ts'

/** Says what went wrong and what to do next. A bug is one sentence; everything about it goes to the log. */
export function reportFailure(thrown: unknown, host: CliHost, isJson: boolean): Ending {
  const { terminal, log, logFolder } = host
  const failure = toFailure(thrown)
  if (failure.code === 'unexpected') log.error('command failed', thrown)
  const advice = thrown instanceof UsageError ? thrown.nextStep : nextSteps[failure.code]
  const nextStep = failure.code === 'unexpected' ? `The log in ${logFolder} has the details.` : advice
  if (isJson) terminal.print(errorLine({ ...failure, nextStep }))
  else {
    terminal.note(wrap(shown(failure.message), terminal.width), 'red')
    terminal.note(wrap(shown(nextStep), terminal.width))
  }
  return endingOfFailure(failure.code)
}
