import { ChevronRight, Folder, Images } from 'lucide-react'
import { useState, type CSSProperties, type KeyboardEvent } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import type { FolderLine } from './folder-nodes.ts'
import { splitName } from '../grid/split-name.ts'
import { treeStep } from './tree-step.ts'
import './folder-tree.css'

interface TreeProps {
  readonly label: string
  /** The first has an empty path and stands for all of it. */
  readonly lines: readonly FolderLine[]
  /** What the first line is called. */
  readonly rootName: string
  /** null where what is shown is none of them. */
  readonly chosen: string | null
  /** What is shown when the pointer rests on a line. */
  readonly titleOf: (path: string) => string
  readonly onChoose: (path: string) => void
  readonly onToggle: (path: string, isOpen: boolean) => void
}

/** Folders to choose from, with the keys people know from file managers. */
export function Tree({ label, lines, rootName, chosen, titleOf, onChoose, onToggle }: TreeProps) {
  const [focused, setFocused] = useState<string | null>(null)
  const stop = lines.some(({ path }) => path === (focused ?? chosen)) ? (focused ?? chosen ?? '') : ''

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = treeStep(lines, { at: stop, key: event.key })
    if (step === null) return
    event.preventDefault()
    event.stopPropagation()
    if (step.kind === 'choose') onChoose(stop)
    else if (step.kind === 'toggle') onToggle(stop, step.isOpen)
    else {
      setFocused(step.path)
      event.currentTarget.querySelector<HTMLElement>(`[data-path="${CSS.escape(step.path)}"]`)?.focus()
    }
  }

  return (
    <div className="folder-tree" role="tree" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {lines.map((line) => (
        <TreeRow
          key={line.path}
          line={line}
          name={line.path === '' ? rootName : line.name}
          title={titleOf(line.path)}
          isChosen={line.path === chosen}
          isStop={line.path === stop}
          onChoose={() => {
            setFocused(line.path)
            onChoose(line.path)
          }}
          onToggle={() => onToggle(line.path, line.isOpen === false)}
        />
      ))}
    </div>
  )
}

interface TreeRowProps {
  readonly line: FolderLine
  readonly name: string
  readonly title: string
  readonly isChosen: boolean
  readonly isStop: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
}

function TreeRow({ line, name, title, isChosen, isStop, onChoose, onToggle }: TreeRowProps) {
  const t = useTranslate()
  const { head, tail } = line.path === '' ? { head: name, tail: '' } : splitName(name)
  const indent: CSSProperties = { paddingInlineStart: 8 + (line.level - 1) * 12 }
  return (
    <div
      className="folder-tree__row"
      role="treeitem"
      aria-level={line.level}
      aria-posinset={line.path === '' ? undefined : line.position}
      aria-setsize={line.path === '' ? undefined : line.siblings}
      aria-selected={isChosen}
      aria-expanded={line.isOpen ?? undefined}
      tabIndex={isStop ? 0 : -1}
      data-path={line.path}
      title={title}
      style={indent}
      onClick={onChoose}
      onKeyDown={undefined}
    >
      <span
        className="folder-tree__twist"
        aria-hidden="true"
        data-open={line.isOpen === true ? '' : undefined}
        onClick={(event) => {
          if (line.isOpen === null) return
          event.stopPropagation()
          onToggle()
        }}
      >
        {line.isOpen !== null && <ChevronRight size={14} />}
      </span>
      {line.path === '' ? <Images size={14} aria-hidden="true" /> : <Folder size={14} aria-hidden="true" />}
      <bdi className="folder-tree__name">
        <span className="folder-tree__head">{head}</span>
        {tail !== '' && <span className="folder-tree__tail">{tail}</span>}
      </bdi>
      <span className="folder-tree__count" aria-hidden="true">
        {t('gallery.number', { count: line.count })}
      </span>
      <span className="visually-hidden">{t('common.pictures', { count: line.count })}</span>
    </div>
  )
}
