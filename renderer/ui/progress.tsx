import { Progress as Base } from '@base-ui/react/progress'
import './progress.css'

interface ProgressProps {
  /** 0 to 1; null while the end is not known. */
  readonly value: number | null
  readonly label: string
}

export function Progress({ value, label }: ProgressProps) {
  return (
    <Base.Root
      className="progress"
      value={value === null ? null : Math.round(value * 1_000) / 10}
      aria-label={label}
      getAriaValueText={(text) => text ?? label}
    >
      <Base.Track className="progress__track">
        <Base.Indicator className="progress__indicator" />
      </Base.Track>
    </Base.Root>
  )
}
