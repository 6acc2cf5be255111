import { AppError } from '../../../shared/errors.ts'
import type { Operation } from './protocol.ts'

export interface Question {
  readonly operation: Operation
  readonly input: unknown
  readonly typed: Typed | null
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** What somebody is typing: only the last text of a line is wanted. */
export interface Typed {
  /** Equal for texts that take the place of each other. */
  readonly line: string
  readonly text: string
}

/** What was not begun yet, first come first. */
export interface Questions {
  /** Earlier texts of the same line reject with `cancelled`; an equal one is another's question. */
  add(question: Question): void
  next(): Question | null
}

export function createQuestions(): Questions {
  let waiting: readonly Question[] = []
  return {
    add: (question) => {
      const isEarlier = ({ typed }: Question): boolean =>
        typed !== null && typed.line === question.typed?.line && typed.text !== question.typed.text
      const earlier = waiting.filter(isEarlier)
      waiting = [...waiting.filter((other) => !earlier.includes(other)), question]
      for (const { reject } of earlier) reject(new AppError('cancelled', 'More was typed meanwhile.'))
    },
    next: () => {
      const [first = null, ...rest] = waiting
      waiting = rest
      return first
    },
  }
}
