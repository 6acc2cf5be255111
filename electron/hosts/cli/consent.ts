import type { CliHost } from './cli-host.ts'
import { UsageError } from './usage-error.ts'

interface Asking {
  /** What the yes is to, with its price: "Send 3 pictures for at most $0.12?" */
  readonly question: string
  readonly isAgreed: boolean
}

/** Where nobody can be asked, spending without `--yes` is refused before anything else is done. */
export function requireSomebodyToAsk({ terminal }: Pick<CliHost, 'terminal'>, { question, isAgreed }: Asking): void {
  if (isAgreed || terminal.canAsk) return
  throw new UsageError(
    `${question} Nobody can be asked here, so nothing was sent.`,
    'Add --yes to agree, or --practice to try it without cost.',
  )
}

/** A yes to spending: given with the command, or typed. Anything but a plain yes is a no. */
export async function hasConsent(
  { terminal }: Pick<CliHost, 'terminal'>,
  asking: Asking,
  stop: AbortSignal,
): Promise<boolean> {
  if (asking.isAgreed) return true
  const answer = await terminal.ask(`${asking.question} [y/N] `, stop)
  return /^\s*y(es)?\s*$/i.test(answer ?? '')
}
