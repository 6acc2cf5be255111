import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { changeLabel } from './change-label.ts'
import type { Marks } from './marks.ts'
import { useMarking } from './use-marking.ts'

/** Marks results that are not told by keys: in the details and in dialogs. */
export function useResultMarking(
  outputs: readonly string[],
  marks: Marks | null,
): (change: ReviewChange) => Promise<boolean> {
  const mark = useMarking()
  const t = useTranslate()
  return (change) =>
    mark({
      markings: [{ outputs, change, marksOf: () => marks }],
      label: changeLabel(change, outputs.length, t),
    })
}
