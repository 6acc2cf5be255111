import type { Rating, Verdict } from '../../../../shared/domain/review.ts'
import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { changeLabel } from './change-label.ts'
import type { ReviewTargets } from '../review-targets.ts'
import { useMarking } from './use-marking.ts'

export interface MarkTargets {
  verdict(verdict: Verdict | null): Promise<void>
  rate(rating: Rating): Promise<void>
  /** Keeps the one that is looked at and rejects those beside it. */
  keepOnly(): Promise<void>
}

/** Marks what the keys of review mean in a view, and goes on where the user wants that. */
export function useMarkTargets(targets: ReviewTargets): MarkTargets {
  const { layout } = useStores()
  const mark = useMarking()
  const t = useTranslate()
  const { marksOf } = targets

  const change = async (change: ReviewChange): Promise<void> => {
    const outputs = targets.outputs()
    if (outputs.length === 0) return
    const goesOn = outputs.length === 1 && layout.getState().isAdvancing
    const goBack = goesOn ? targets.move(1) : undefined
    await mark({
      markings: [{ outputs, change, marksOf }],
      label: changeLabel(change, outputs.length, t),
      goBack,
    })
  }
  return {
    verdict: (verdict) => change({ verdict }),
    rate: (rating) => change({ rating }),
    keepOnly: async () => {
      const kept = targets.outputs()
      await mark({
        markings: [
          { outputs: kept, change: { verdict: 'keep' }, marksOf },
          { outputs: targets.others, change: { verdict: 'reject' }, marksOf },
        ],
        label: t('review.done-keep-only', { count: targets.others.length }),
      })
    },
  }
}
