import { Dialog as Base } from '@base-ui/react/dialog'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { foldersOf, paletteEntries, searchEntries, type PaletteEntry } from './palette-entries.ts'
import { useFrom, useStores } from '../stores.ts'
import { usePaletteAction } from './use-palette-action.ts'
import './command-palette.css'

/** Does or goes to anything by its name. */
export function CommandPalette() {
  const t = useTranslate()
  const { shell } = useStores()
  const isOpen = useFrom('shell', ({ dialog }) => dialog?.kind === 'palette')
  const close = (): void => shell.setState({ dialog: null })
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__backdrop" />
        <Base.Popup className="palette" aria-label={t('command.palette')}>
          <PaletteList onClose={close} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function PaletteList({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const entries = useEntries()
  const act = usePaletteAction()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(() => searchEntries(entries, query), [entries, query])
  const index = Math.min(active, Math.max(0, found.length - 1))
  const choose = (entry: PaletteEntry | undefined): void => {
    if (entry?.isEnabled !== true) return
    onClose()
    act(entry.target)
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) setActive(Math.max(0, Math.min(found.length - 1, index + step)))
    else if (event.key === 'Enter') choose(found[index])
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="palette__input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length === 0 ? undefined : `palette-${index}`}
        aria-label={t('shell.palette-search')}
        placeholder={t('shell.palette-search')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onKeyDown={press}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
      />
      <div id="palette-list" className="palette__list" role="listbox" aria-label={t('command.palette')}>
        {found.map((entry, position) => (
          <Row
            key={entry.key}
            id={`palette-${position}`}
            entry={entry}
            isActive={position === index}
            onPoint={() => setActive(position)}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="palette__nothing">{t('shell.palette-nothing')}</p>}
    </>
  )
}

function useEntries(): readonly PaletteEntry[] {
  const t = useTranslate()
  const handlers = useFrom('commands', (state) => state.handlers)
  const batches = useFrom('batches', (state) => state.batches)
  const rows = useFrom('sources', (state) => state.rows)
  const recipes = useFrom('draft', (state) => state.recipes)
  return useMemo(
    () => paletteEntries({ handlers, batches, folders: foldersOf(rows), recipes: recipes ?? [] }, t),
    [handlers, batches, rows, recipes, t],
  )
}

interface RowProps {
  readonly id: string
  readonly entry: PaletteEntry
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function Row({ id, entry, isActive, onPoint, onChoose }: RowProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    // The field above has the focus and the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={!entry.isEnabled}
      className="palette__row"
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className="palette__label one-line">{entry.label}</span>
      <span className="palette__detail">{entry.detail}</span>
      {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
    </div>
  )
}
