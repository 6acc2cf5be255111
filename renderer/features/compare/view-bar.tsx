import type { ReactNode } from 'react'
import './view-bar.css'

interface ViewBarProps {
  readonly name: string
  /** Such as the size in pixels and the zoom; told as it changes, not read aloud. */
  readonly detail: string
  readonly children: ReactNode
}

/** What is looked at, and what can be done with the view. */
export function ViewBar({ name, detail, children }: ViewBarProps) {
  return (
    <div className="view-bar">
      <div className="view-bar__texts">
        <bdi className="view-bar__name" title={name}>
          {name}
        </bdi>
        <span className="view-bar__detail">{detail}</span>
      </div>
      <div className="view-bar__tools">{children}</div>
    </div>
  )
}
