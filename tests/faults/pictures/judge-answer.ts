import { AppError, type ErrorCode } from '../../../shared/errors.ts'

/** How a call about one picture ended. */
export type Answer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** The picture process itself died of it, twice; its client lived on. */
  | { readonly kind: 'process died' }
  | { readonly kind: 'broken'; readonly violation: string }

const aboutThePicture: ReadonlySet<ErrorCode> = new Set([
  'picture-unreadable',
  'picture-refused',
  'picture-too-large',
  'picture-timeout',
])

/** A failure is one readable sentence about the picture; anything else is a defect. */
export function judgeFailure(thrown: unknown): Answer {
  if (!(thrown instanceof AppError)) return broken(`threw ${describe(thrown)}`)
  const { code, message, cause } = thrown
  if (!isSentence(message)) return broken(`said “${message}” (${code}), which is no sentence`)
  if (aboutThePicture.has(code)) return { kind: 'refused', code }
  if (code === 'worker-failed' && String(cause).startsWith('The picture process ended (SIG'))
    return { kind: 'process died' }
  return broken(`ended as ${code}: ${message} ${describe(cause)}`)
}

/** The program lived on, but somebody waited for it: such pictures are named. */
export function isRough(answer: Answer): boolean {
  return answer.kind === 'process died' || (answer.kind === 'refused' && answer.code === 'picture-timeout')
}

/** No path, no stack, no control character, and short enough to be read. */
function isSentence(message: string): boolean {
  return /^[A-Z][^\p{Cc}]{10,240}\.$/u.test(message) && !/\bat \/|node:|\.ts:|undefined|\[object|NaN/.test(message)
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}

function broken(violation: string): Answer {
  return { kind: 'broken', violation }
}
