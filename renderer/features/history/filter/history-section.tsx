import type { ReactNode } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { Section } from '../../../ui/section.tsx'

interface HistorySectionProps {
  /** Of its own among all that can be closed in the window. */
  readonly name: string
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of the filters that is open or closed as it was left. */
export function HistorySection({ name, title, aside, children }: HistorySectionProps) {
  const { layout } = useStores()
  const key = `history-${name}`
  const isOpen = useFrom('layout', ({ closedSections }) => !closedSections.includes(key))
  const change = (open: boolean): void =>
    layout.setState(({ closedSections }) => ({
      closedSections: open ? closedSections.filter((other) => other !== key) : [...closedSections, key],
    }))
  return (
    <div className="history-section">
      <Section title={title} isCollapsible isOpen={isOpen} onOpenChange={change} aside={aside}>
        {children}
      </Section>
    </div>
  )
}
