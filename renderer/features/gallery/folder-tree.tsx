import { ChevronRight, Folder, Images } from 'lucide-react'
import { useMemo, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { buildFolderTree, flattenTree, foldersAbove, type FolderLine } from './folder-nodes.ts'
import { splitName } from './split-name.ts'
import { treeStep } from './tree-step.ts'
import './folder-tree.css'

const everything: FolderLine = { path: '', name: '', count: 0, level: 1, isOpen: null, position: 1, siblings: 1 }

/** The folders of the light table. Choosing one shows what lies in it and below it. */
export function FolderTree() {
  const t = useTranslate()
  const { place } = useStores()
  const total = useFrom('sources', (state) => state.total)
  const rows = useFrom('sources', (state) => state.rows)
  const isLoaded = useFrom('sources', (state) => state.isLoaded)
  const chosen = useFrom(
    'place',
    useShallow(({ place }) => (place.kind === 'table' ? { folder: place.folder ?? '' } : { folder: null })),
  ).folder
  const nodes = useMemo(() => buildFolderTree(rows), [rows])
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersAbove(chosen ?? '')))
  const [focused, setFocused] = useState<string | null>(null)
  const lines = useMemo(() => [{ ...everything, count: total }, ...flattenTree(nodes, open)], [nodes, open, total])
  const stop = lines.some(({ path }) => path === (focused ?? chosen)) ? (focused ?? chosen ?? '') : ''

  const choose = (path: string): void =>
    place.setState(({ view }) => ({
      place: { kind: 'table', folder: path === '' ? null : path },
      view: view === 'grid' ? view : 'grid',
    }))
  const toggle = (path: string, isOpen: boolean): void =>
    setOpen((before) => {
      const after = new Set(before)
      if (isOpen) after.add(path)
      else after.delete(path)
      return after
    })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = treeStep(lines, { at: stop, key: event.key })
    if (step === null) return
    event.preventDefault()
    event.stopPropagation()
    if (step.kind === 'choose') choose(stop)
    else if (step.kind === 'toggle') toggle(stop, step.isOpen)
    else {
      setFocused(step.path)
      event.currentTarget.querySelector<HTMLElement>(`[data-path="${CSS.escape(step.path)}"]`)?.focus()
    }
  }

  if (total === 0) return isLoaded ? <p className="folder-tree__none quiet">{t('gallery.no-folders')}</p> : null
  return (
    <div className="folder-tree" role="tree" aria-label={t('gallery.folders')} tabIndex={-1} onKeyDown={onKeyDown}>
      {lines.map((line) => (
        <FolderRow
          key={line.path}
          line={line}
          isChosen={line.path === chosen}
          isStop={line.path === stop}
          onChoose={() => {
            setFocused(line.path)
            choose(line.path)
          }}
          onToggle={() => toggle(line.path, line.isOpen === false)}
        />
      ))}
    </div>
  )
}

interface FolderRowProps {
  readonly line: FolderLine
  readonly isChosen: boolean
  readonly isStop: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
}

function FolderRow({ line, isChosen, isStop, onChoose, onToggle }: FolderRowProps) {
  const t = useTranslate()
  const name = line.path === '' ? t('gallery.all-pictures') : line.name
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
      title={line.path}
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
