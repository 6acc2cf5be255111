import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { longestNote } from '../../../shared/domain/review.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ReviewChange } from '../../../shared/ipc/history-inputs.ts'
import type { FakeLibrary } from './fake-library.ts'
import { planAgain } from './fake-plan-again.ts'
import { resultDetails } from './fake-result.ts'
import { changeResult, findResult, type FakeMarks } from './fake-results.ts'

type ReviewChannel = Extract<keyof Handlers, `review:${string}` | `results:${string}` | 'plan:again'>

/** What a step of review replaced, by result. */
type Step = ReadonlyMap<string, FakeMarks>

/** Words in a note that make the change fail, so that its taking back can be seen. */
const refused = 'refuse me'

export function reviewHandlers(library: FakeLibrary): Pick<Handlers, ReviewChannel> {
  const steps = new Map<string, Step>()
  const keep = (step: Step): string => {
    const undo = `review-${steps.size + 1}`
    steps.set(undo, step)
    library.emit({ name: 'history', payload: null })
    return undo
  }
  return {
    'review:change': ({ outputs, change }) => {
      if (change.note === refused) throw new AppError('library-busy', 'The library is being moved.')
      const step = new Map(outputs.map((id) => [id, changeResult(library, id, (marks) => applyChange(marks, change))]))
      return { undo: keep(step), changed: step.size }
    },
    'review:bin': ({ outputs }) => {
      const [first, ...rest] = outputs
      const isStuck = outputs.length > 5 && first !== undefined
      const moved = isStuck ? rest : outputs
      const step = new Map(
        moved.map((id) => [id, changeResult(library, id, (marks) => ({ ...marks, isBinned: true }))]),
      )
      const path = isStuck ? findResult(library, first).output.path : ''
      return {
        undo: keep(step),
        changed: step.size,
        failed: isStuck
          ? [{ path, failure: { code: 'file-unreadable', message: 'Another program has it open.' } }]
          : [],
      }
    },
    'review:undo': ({ undo }) => {
      for (const [id, before] of steps.get(undo) ?? []) changeResult(library, id, () => before)
      library.emit({ name: 'history', payload: null })
    },
    'results:read': ({ id }) => resultDetails(library, id),
    'results:locate': () => 1,
    'plan:again': (input) => planAgain(library, input),
  }
}

function applyChange(before: FakeMarks, change: ReviewChange): FakeMarks {
  const { verdict = before.verdict, rating = before.rating, addTags = [], removeTags = [], note = before.note } = change
  const tags = before.tags.filter((tag) => !removeTags.includes(tag) && !addTags.includes(tag))
  return { ...before, verdict, rating, tags: [...tags, ...addTags], note: note.slice(0, longestNote) }
}
