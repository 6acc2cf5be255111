import { Check, Contrast, Layers } from 'lucide-react'
import { memo, useState } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { failureLine, failureTitle } from '../../../messages/failure-text.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { StatusDot } from '../../../ui/status-badge.tsx'
import type { GalleryEntry } from '../entries/entry.ts'
import { marksText, RatingBadge, VerdictBadge } from '../../review/marks/mark-badges.tsx'
import type { Marks } from '../../review/marks/marks.ts'
import { useMarks } from '../../review/marks/use-marks.ts'
import { formatBytes } from '../../../messages/format-bytes.ts'
import type { SelectionState } from '../entries/selection-store.ts'
import { splitName } from './split-name.ts'
import { UnreadablePicture } from './unreadable-picture.tsx'

export interface GridCellProps {
  readonly entry: GalleryEntry
  readonly column: number
  readonly edge: 256 | 512
  /** The tab key comes here where no entry is current. */
  readonly isFirst: boolean
  readonly showsBefore: boolean
}

export function cellId(key: string): string {
  return `entry-${key}`
}

const smallestDrawn = 32
const selectedBit = 1
const currentBit = 2
const nowhereBit = 4

/** One number, so that a cell listens once and renders only when something of its own changes. */
function standingOf({ selected, current }: SelectionState, key: string): number {
  const place = current === null ? nowhereBit : current === key ? currentBit : 0
  return place + (selected.has(key) ? selectedBit : 0)
}

export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { entry, column, isFirst } = props
  const t = useTranslate()
  const standing = useFrom('selection', (state) => standingOf(state, entry.key))
  const isSelected = (standing & selectedBit) !== 0
  const isCurrent = (standing & currentBit) !== 0
  const size = entry.bytes === null ? '' : formatBytes(entry.bytes, t)
  const marks = useMarks(entry.outputId, entry.marks)

  return (
    <div
      id={cellId(entry.key)}
      className="grid-cell"
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      title={titleOf(entry, size, t)}
      tabIndex={isCurrent || (isFirst && (standing & nowhereBit) !== 0) ? 0 : -1}
      data-key={entry.key}
      data-current={isCurrent ? '' : undefined}
      data-verdict={marks.verdict ?? undefined}
    >
      <span className="visually-hidden">{labelOf(entry, marks, t)}</span>
      <CellPicture {...props} />
      <VerdictBadge verdict={marks.verdict} />
      {isSelected && (
        <span className="grid-cell__check" aria-hidden="true">
          <Check size={11} strokeWidth={3} />
        </span>
      )}
      <CellCaption entry={entry} size={size} rating={marks.rating} />
    </div>
  )
})

function CellPicture({ entry, edge, showsBefore }: GridCellProps) {
  const { bridge } = useStores()
  const t = useTranslate()
  const [failed, setFailed] = useState<string | null>(null)
  const [isHeld, setHeld] = useState(false)
  const isAfter = entry.after !== null && !showsBefore && !isHeld
  const picture = isAfter && entry.after !== null ? entry.after : entry.picture

  return (
    <span className="grid-cell__frame" aria-hidden="true">
      {failed === picture ? (
        <UnreadablePicture entry={entry} />
      ) : (
        <img
          // Another picture never shows in the place of the one before.
          key={picture}
          className="grid-cell__picture"
          src={bridge.pictureUrl(picture, edge)}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={({ currentTarget }) => markLoaded(currentTarget)}
          onError={() => setFailed(picture)}
        />
      )}
      {entry.after !== null && (
        <span
          className="grid-cell__mark"
          data-hold=""
          data-before={isAfter ? undefined : ''}
          title={t('gallery.hold-for-before')}
          onPointerDown={() => setHeld(true)}
          onPointerUp={() => setHeld(false)}
          onPointerLeave={() => setHeld(false)}
        >
          <Contrast size={12} />
        </span>
      )}
    </span>
  )
}

/** Without a render. A picture of a few pixels is drawn larger, or nobody would find it. */
export function markLoaded(image: HTMLImageElement): void {
  image.dataset['loaded'] = ''
  if (Math.max(image.naturalWidth, image.naturalHeight) < smallestDrawn) image.dataset['tiny'] = ''
}

interface CaptionProps extends Pick<Marks, 'rating'> {
  readonly entry: GalleryEntry
  readonly size: string
}

function CellCaption({ entry, size, rating }: CaptionProps) {
  const t = useTranslate()
  const { head, tail } = splitName(entry.name)
  const isStack = entry.results > (entry.after === null ? 0 : 1)
  return (
    <span className="grid-cell__caption" aria-hidden="true">
      <span className="grid-cell__name" dir="auto">
        <span className="grid-cell__head">{head}</span>
        {tail !== '' && <span className="grid-cell__tail">{tail}</span>}
      </span>
      <span className="grid-cell__facts">
        {entry.status !== null && <StatusDot status={entry.status} />}
        <span className="grid-cell__detail">{captionOf(entry, size, t)}</span>
        <RatingBadge rating={rating} />
        {isStack && (
          <span className="grid-cell__results">
            <Layers size={12} />
            {t.number(entry.results)}
          </span>
        )}
      </span>
    </span>
  )
}

/** The second line: what the item is doing, or how large the file is. */
function captionOf({ status, failure, modifiedMs }: GalleryEntry, size: string, t: Translate): string {
  if (failure !== null) return failureTitle(failure, t)
  const isItem = modifiedMs === null
  if (isItem && status !== null && status !== 'done') return t(`status.${status}`)
  return size
}

function labelOf({ name, status, results, failure }: GalleryEntry, marks: Marks, t: Translate): string {
  return [
    name,
    status === null ? null : t(`status.${status}`),
    failure && failureLine(failure, t),
    results === 0 ? null : t('common.results', { count: results }),
    marksText(marks, t),
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}

function titleOf({ name, folder, failure }: GalleryEntry, size: string, t: Translate): string {
  return [name, folder, size, failure === null ? '' : failureLine(failure, t)].filter((line) => line !== '').join('\n')
}
