import { Slider as Base } from '@base-ui/react/slider'
import { classNames } from './class-names.ts'
import './slider.css'

interface SliderProps {
  readonly label: string
  readonly isLabelHidden?: boolean | undefined
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number | undefined
  readonly onChange: (value: number) => void
  readonly unit?: string | undefined
  readonly isDisabled?: boolean | undefined
}

export function Slider(props: SliderProps) {
  const { label, isLabelHidden, value, min, max, step = 1, onChange, unit } = props
  const text = unit === undefined ? String(value) : `${value} ${unit}`
  return (
    <Base.Root
      className="slider"
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={props.isDisabled === true}
      onValueChange={onChange}
    >
      <span className={classNames('slider__head', isLabelHidden && 'visually-hidden')}>
        <Base.Label className="field__label">{label}</Base.Label>
        <span aria-hidden="true">{text}</span>
      </span>
      <Base.Control className="slider__control">
        <Base.Track className="slider__track">
          <span className="slider__fill" style={fillOf(props)} />
          <Base.Thumb className="slider__thumb" getAriaValueText={() => text} />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}

/** From zero to the value where zero is on the way, as for everything that can be more or less than it is. */
function fillOf({ value, min, max }: SliderProps) {
  const origin = Math.min(Math.max(0, min), max)
  const [from, to] = [Math.min(origin, value), Math.max(origin, value)]
  const share = (length: number): string => `${((100 * length) / (max - min)).toFixed(2)}%`
  return { insetInlineStart: share(from - min), width: share(to - from) }
}
