import type { ItemStatus } from '../../shared/domain/item.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { shapeOf, type StatusShape } from './status-shape.ts'
import './status-badge.css'

/** The status of an item as a shape of its own; read aloud by its name. */
export function StatusDot({ status }: { readonly status: ItemStatus }) {
  const t = useTranslate()
  return (
    <span className="status-dot" data-shape={shapeOf(status)} role="img" aria-label={t(`status.${status}`)}>
      <Shape shape={shapeOf(status)} />
    </span>
  )
}

/** Shape and name of a status. */
export function StatusBadge({ status }: { readonly status: ItemStatus }) {
  const t = useTranslate()
  const shape = shapeOf(status)
  return (
    <span className="status-badge">
      <span className="status-dot" data-shape={shape} aria-hidden="true">
        <Shape shape={shape} />
      </span>
      {t(`status.${status}`)}
    </span>
  )
}

function Shape({ shape }: { readonly shape: StatusShape }) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {shapes[shape]}
    </svg>
  )
}

const shapes = {
  idle: <circle cx="7" cy="7" r="4.5" className="status-dot__line" strokeDasharray="2 2" />,
  running: (
    <>
      <circle cx="7" cy="7" r="4.5" className="status-dot__line" />
      <path d="M7 2.5a4.5 4.5 0 0 1 0 9z" className="status-dot__fill" />
    </>
  ),
  done: <path d="M2.5 7.5 5.5 10.5 11.5 3.5" className="status-dot__line status-dot__line--bold" />,
  parked: <path d="M5 3v8M9 3v8" className="status-dot__line status-dot__line--bold" />,
  unresolved: (
    <>
      <path d="M7 1 13 7 7 13 1 7z" className="status-dot__line" />
      <path d="M7 4.2v3.4M7 9.4v.6" className="status-dot__line" />
    </>
  ),
  failed: <path d="M3 3 11 11M11 3 3 11" className="status-dot__line status-dot__line--bold" />,
  cancelled: (
    <>
      <circle cx="7" cy="7" r="4.5" className="status-dot__line" />
      <path d="M4 10 10 4" className="status-dot__line" />
    </>
  ),
  skipped: <path d="M3 3 7 7 3 11M7.5 3 11.5 7 7.5 11" className="status-dot__line" />,
} as const satisfies Record<StatusShape, unknown>
