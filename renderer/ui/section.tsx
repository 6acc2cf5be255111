import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import './section.css'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
  readonly isCollapsible?: boolean | undefined
  readonly isOpenInitially?: boolean | undefined
  /** Controls the section from outside; goes with `onOpenChange`. */
  readonly isOpen?: boolean | undefined
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined
  /** At the end of the title's row. */
  readonly aside?: ReactNode
}

export function Section(props: SectionProps) {
  const { title, children, isCollapsible = false, isOpenInitially = true, isOpen, onOpenChange, aside } = props
  if (!isCollapsible) {
    return (
      <section className="section">
        <div className="section__head">
          <h2 className="section__title">{title}</h2>
          {aside}
        </div>
        <div className="section__body">{children}</div>
      </section>
    )
  }
  return (
    <Collapsible.Root
      render={<section />}
      className="section"
      defaultOpen={isOpenInitially}
      open={isOpen}
      onOpenChange={onOpenChange}
    >
      <div className="section__head">
        <h2 className="section__title">
          <Collapsible.Trigger className="section__trigger">
            <ChevronRight className="section__chevron" size={14} aria-hidden="true" />
            {title}
          </Collapsible.Trigger>
        </h2>
        {aside}
      </div>
      <Collapsible.Panel className="section__body">{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
