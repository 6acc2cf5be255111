import { Component, type ReactNode } from 'react'
import { TranslateContext } from '../messages/use-translate.ts'
import { FailurePage } from './failure-page.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly message: string | null
}

/** Stands in for a window that broke. What runs, runs on in main; the page can be loaded again at any time. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static override readonly contextType = TranslateContext
  declare context: React.ContextType<typeof TranslateContext>
  override state: ErrorBoundaryState = { message: null }

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children
    return (
      <FailurePage
        title={this.context('shell.broken-title')}
        body={this.context('shell.broken-body')}
        details={this.state.message}
      />
    )
  }
}
