import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { intakeSummary, leftOutLines, leftOutText, type LastIntake, type LeftOutLine } from './intake-text.ts'
import './intake.css'

interface IntakeDetailsProps {
  readonly last: LastIntake
  readonly isOpen: boolean
  readonly onClose: () => void
}

const lineHeight = 24

/** What came of adding: the counts, and each path that was left out with its reason. */
export function IntakeDetails({ last, isOpen, onClose }: IntakeDetailsProps) {
  const t = useTranslate()
  const toasts = useToasts()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(leftOutText(last.leftOut, t))
      toasts.show({ title: t('gallery.copied'), kind: 'success' })
    } catch {
      toasts.show({ title: t('gallery.not-copied'), kind: 'error' })
    }
  }
  return (
    <Dialog
      title={t('gallery.intake-title')}
      size="l"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          {last.leftOut.length > 0 && (
            <Button icon={<Copy />} onClick={() => void copy()}>
              {t('gallery.copy-list')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p className="intake-details__summary">{intakeSummary(last, t)}</p>
      {last.leftOutCount > last.leftOut.length && (
        <p className="quiet">{t('gallery.intake-first', { count: last.leftOut.length })}</p>
      )}
      {last.leftOut.length > 0 && <LeftOutList last={last} />}
    </Dialog>
  )
}

function LeftOutList({ last }: { readonly last: LastIntake }) {
  const t = useTranslate()
  const lines = useMemo(() => leftOutLines(last.leftOut), [last])
  // A state rather than a ref: the dialog puts the list into the page after this component has run.
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => lineHeight,
    overscan: 8,
  })
  return (
    <div
      ref={setScroller}
      className="intake-details__list"
      role="list"
      aria-label={t('gallery.left-out')}
      // Nothing in it takes the focus, and keys must be able to scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div className="intake-details__sizer" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          return line === undefined ? null : <Line key={index} line={line} top={start} />
        })}
      </div>
    </div>
  )
}

function Line({ line, top }: { readonly line: LeftOutLine; readonly top: number }) {
  const t = useTranslate()
  return (
    <div
      className="intake-details__line"
      role="listitem"
      data-kind={line.kind}
      style={{ transform: `translateY(${top}px)` }}
      title={line.kind === 'path' ? line.path : undefined}
    >
      {line.kind === 'path' ? (
        <bdi>{line.path}</bdi>
      ) : (
        <>
          <strong>{t(`leftOut.${line.reason}`)}</strong>
          <span className="quiet">{t('gallery.number', { count: line.count })}</span>
        </>
      )}
    </div>
  )
}
