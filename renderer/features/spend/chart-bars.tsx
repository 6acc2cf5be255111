import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useDates } from '../../messages/use-dates.ts'
import type { ChartBar, Scale } from './chart-shape.ts'

interface ChartBarsProps {
  readonly bars: readonly ChartBar[]
  readonly scale: Scale
  readonly cap: NanoUsd | null
  /** The bar that is read. */
  readonly at: number
  readonly onPoint: (key: string) => void
}

const height = 180
/** Of a bar with the gap behind it; the picture is stretched to the room there is. */
const step = 12
const bar = 8

/** The bars themselves; said in words beside them. */
export function ChartBars({ bars, scale, cap, at, onPoint }: ChartBarsProps) {
  const t = useTranslate()
  const { top, lines } = scale
  const yOf = (amount: number): number => height - (amount / top) * height
  const width = bars.length * step
  return (
    <div className="chart" aria-hidden="true">
      <div className="chart__scale">
        {lines.map((line) => (
          <span key={line} style={{ insetBlockEnd: `${(line / top) * 100}%` }}>
            {t.money(nanoUsd(line))}
          </span>
        ))}
      </div>
      <svg className="chart__plot" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
        {lines.map((line) => (
          <line key={line} className="chart__line" x1="0" x2={width} y1={yOf(line)} y2={yOf(line)} />
        ))}
        {bars.map(({ key, charged, held }, index) => (
          <g
            key={key}
            className="chart__bar"
            data-read={index === at || undefined}
            onPointerEnter={() => onPoint(key)}
            onPointerDown={() => onPoint(key)}
          >
            <rect className="chart__reach" x={index * step} y="0" width={step} height={height} />
            <rect
              className="chart__charged"
              x={index * step + (step - bar) / 2}
              y={yOf(charged)}
              width={bar}
              height={height - yOf(charged)}
            />
            {held > 0 && (
              <rect
                className="chart__held"
                x={index * step + (step - bar) / 2}
                y={yOf(charged + held)}
                width={bar}
                height={yOf(charged) - yOf(charged + held)}
              />
            )}
          </g>
        ))}
        {cap !== null && cap <= top && <line className="chart__cap" x1="0" x2={width} y1={yOf(cap)} y2={yOf(cap)} />}
      </svg>
      <Labels bars={bars} />
    </div>
  )
}

/** As many as there is room for; the first of each month where days are shown. */
function Labels({ bars }: Pick<ChartBarsProps, 'bars'>) {
  const dates = useDates()
  const every = Math.max(1, Math.ceil(bars.length / 16))
  return (
    <div className="chart__labels">
      {bars.map(({ key }, index) =>
        index % every === 0 ? (
          <span key={key} style={{ insetInlineStart: `${((index + 0.5) / bars.length) * 100}%` }}>
            {key.length === 7 ? dates.shortMonth(key) : String(Number(key.slice(8)))}
          </span>
        ) : null,
      )}
    </div>
  )
}
