import type { ReactNode } from 'react'
import './empty-state.css'

interface EmptyStateProps {
  readonly title: string
  readonly body?: ReactNode
  readonly actions?: ReactNode
}

export function EmptyState({ title, body, actions }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2 className="empty-state__title">{title}</h2>
      {body !== undefined && <div className="empty-state__body">{body}</div>}
      {actions !== undefined && <div className="empty-state__actions">{actions}</div>}
    </div>
  )
}
