import { EyeOff, FileQuestion, FileSymlink, FlaskConical, FilePen, FileX, Layers, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FileVerdict } from '../../../../shared/domain/review.ts'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { StatusDot } from '../../../ui/status-badge.tsx'
import { splitName } from '../../gallery/grid/split-name.ts'
import { RatingBadge } from '../../review/marks/mark-badges.tsx'
import type { Marks } from '../../review/marks/marks.ts'
import { cellFacts } from './cell-text.ts'

/** What the last look at a file found, as a shape; nothing where all is as it was. */
const fileIcons: Readonly<Record<FileVerdict, ReactNode>> = {
  unchanged: null,
  edited: <FilePen size={12} />,
  missing: <FileX size={12} />,
  moved: <FileSymlink size={12} />,
  replaced: <FileX size={12} />,
  unreadable: <FileQuestion size={12} />,
}

/** Two lines below a picture: its name, and what there is to know at a glance. */
export function HistoryCaption({ row, marks }: { readonly row: HistoryRow; readonly marks: Marks }) {
  const t = useTranslate()
  const { result, status, mode, stack } = row
  const { head, tail } = splitName(result?.name ?? row.name.slice(row.name.lastIndexOf('/') + 1))
  return (
    <span className="grid-cell__caption" aria-hidden="true">
      <span className="grid-cell__name" dir="auto">
        <span className="grid-cell__head">{head}</span>
        {tail !== '' && <span className="grid-cell__tail">{tail}</span>}
      </span>
      <span className="grid-cell__facts">
        {result === null && <StatusDot status={status} />}
        <RatingBadge rating={marks.rating} />
        <span className="grid-cell__detail">{cellFacts(row, t)}</span>
        <span className="history-cell__signs">
          {result?.isBinned === true && <Trash2 size={12} />}
          {result !== null && !result.isBinned && result.file !== null && fileIcons[result.file]}
          {result?.isFlagged === true && <EyeOff size={12} />}
          {mode === 'practice' && <FlaskConical className="history-cell__practice" size={12} />}
          {stack > 1 && (
            <span className="grid-cell__results">
              <Layers size={12} />
              {t('gallery.number', { count: stack })}
            </span>
          )}
        </span>
      </span>
    </span>
  )
}
