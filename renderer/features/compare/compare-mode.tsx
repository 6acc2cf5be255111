import { Blend, Columns2, Contrast, Grid2x2, SquareSplitHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { Segmented } from '../../ui/segmented.tsx'

export type CompareMode = 'slider' | 'side' | 'flicker' | 'difference' | 'all'

/** Two pictures over or beside each other. */
export const pairModes = ['slider', 'side', 'flicker', 'difference'] as const satisfies readonly CompareMode[]

interface CompareModesProps {
  readonly mode: CompareMode
  readonly modes: readonly CompareMode[]
  /** Says whether it was pressed rather than chosen by keys, which need the focus to stay. */
  readonly onChange: (mode: CompareMode, isPressed: boolean) => void
}

const icons: Readonly<Record<CompareMode, ReactNode>> = {
  slider: <SquareSplitHorizontal size={15} aria-hidden="true" />,
  side: <Columns2 size={15} aria-hidden="true" />,
  flicker: <Blend size={15} aria-hidden="true" />,
  difference: <Contrast size={15} aria-hidden="true" />,
  all: <Grid2x2 size={15} aria-hidden="true" />,
}

/** How pictures are compared. */
export function CompareModes({ mode, modes, onChange }: CompareModesProps) {
  const t = useTranslate()
  return (
    <Segmented
      label={t('compare.mode')}
      isLabelHidden
      value={mode}
      options={modes.map((value) => ({ value, label: t(`compare.mode-${value}`), icon: icons[value] }))}
      onChange={onChange}
    />
  )
}
