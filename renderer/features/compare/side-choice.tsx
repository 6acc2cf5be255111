import { useTranslate } from '../../messages/use-translate.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { resultLabel } from './results-strip.tsx'
import type { Subject } from './subject.ts'
import type { PairSides } from './use-pair-sides.ts'

interface SideChoiceProps {
  readonly subject: Subject
  readonly sides: PairSides
}

/** What a result is compared with. */
export function SideChoice({ subject, sides }: SideChoiceProps) {
  const t = useTranslate()
  const options = subject.results
    .map((result, index) => ({ value: result.key, label: resultLabel(subject.results, index, t) }))
    .filter(({ value }) => value !== sides.right?.viewed.key)
  return (
    <SelectField
      label={t('compare.against')}
      isLabelHidden
      value={sides.left.viewed.key}
      options={[{ value: subject.source.key, label: t('compare.before') }, ...options].map((option) => ({
        ...option,
        label: t('compare.against-this', { name: option.label }),
      }))}
      onChange={sides.compareWith}
    />
  )
}
