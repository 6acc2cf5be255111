import { classNames } from '../../ui/class-names.ts'
import { PaneLabel } from './pane-label.tsx'
import { Pane } from './pane.tsx'
import type { Side } from './side.ts'
import type { SharedZoom } from './use-zoom.ts'

interface BesideProps {
  readonly sides: readonly Side[]
  readonly shared: SharedZoom
  /** The one that keys mean; null where all are one thing. */
  readonly active: string | null
  readonly onActivate: (key: string) => void
}

/** Two to four pictures beside each other. */
export function Beside({ sides, shared, active, onActivate }: BesideProps) {
  return sides.map((side) => (
    <BesidePane
      key={side.viewed.key}
      side={side}
      shared={shared}
      isActive={side.viewed.key === active}
      onActivate={() => onActivate(side.viewed.key)}
    />
  ))
}

interface BesidePaneProps {
  readonly side: Side
  readonly shared: SharedZoom
  readonly isActive: boolean
  readonly onActivate: () => void
}

function BesidePane({ side, shared, isActive, onActivate }: BesidePaneProps) {
  const { viewed } = side
  return (
    // The arrow keys choose as well; the press is a shorter way for whoever has a pointer.
    <div
      className={classNames('stage__pane', isActive && 'stage__pane--active')}
      role="presentation"
      onPointerDown={onActivate}
    >
      <Pane viewed={viewed} zoom={shared.pane(viewed.key)} stretches />
      <PaneLabel at="left" side={side} />
    </div>
  )
}
