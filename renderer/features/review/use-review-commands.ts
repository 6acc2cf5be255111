import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import type { ReviewTargets } from './review-targets.ts'
import { useMarkTargets } from './marks/use-mark-targets.ts'
import { useAgain } from './again/use-again.ts'

/** What the keys of review do in a view, for as long as it is shown. */
export function useReviewCommands(targets: ReviewTargets): void {
  useMarkCommands(targets)
  useAgainCommands(targets)
  const { review, layout } = useStores()
  const { isAny } = targets
  useCommand('tag', () => review.setState({ dialog: { kind: 'tags', outputs: targets.outputs() } }), isAny)
  useCommand('note', () => review.setState({ dialog: { kind: 'note', outputs: targets.outputs() } }), isAny)
  const { rejected } = targets
  useCommand(
    'bin-rejected',
    () => rejected !== null && review.setState({ dialog: { kind: 'bin', rejected } }),
    rejected !== null,
  )
  useCommand('next-picture', () => void targets.move(1))
  useCommand('previous-picture', () => void targets.move(-1))
  useCommand('toggle-advance', () => layout.setState(({ isAdvancing }) => ({ isAdvancing: !isAdvancing })))
}

function useMarkCommands(targets: ReviewTargets): void {
  const mark = useMarkTargets(targets)
  const { isAny } = targets
  useCommand('keep', () => void mark.verdict('keep'), isAny)
  useCommand('reject', () => void mark.verdict('reject'), isAny)
  useCommand('unmark', () => void mark.verdict(null), isAny)
  useCommand('keep-only', () => void mark.keepOnly(), isAny && targets.others.length > 0)
  useCommand('rate-0', () => void mark.rate(0), isAny)
  useCommand('rate-1', () => void mark.rate(1), isAny)
  useCommand('rate-2', () => void mark.rate(2), isAny)
  useCommand('rate-3', () => void mark.rate(3), isAny)
  useCommand('rate-4', () => void mark.rate(4), isAny)
  useCommand('rate-5', () => void mark.rate(5), isAny)
}

function useAgainCommands({ hasItems, items }: ReviewTargets): void {
  const again = useAgain()
  const isBusy = useFrom('draft', ({ quote }) => quote.phase !== 'none')
  const isFree = hasItems && !isBusy
  useCommand('do-again', () => void again.askForWords(items), isFree)
  useCommand('run-again', () => void again.runExactly(items), isFree)
}
