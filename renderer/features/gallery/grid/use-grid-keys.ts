import { useMemo, useRef, type KeyboardEvent, type RefObject } from 'react'
import { meantKey } from '../../../app/commands/key-matching.ts'
import { useStores } from '../../../app/stores.ts'
import type { GalleryEntry } from '../entries/entry.ts'
import { pageRows, type GridLayout } from './layout.ts'
import { fold } from '../entries/natural-order.ts'
import { click, findByTyping, moveIndex, moveTo, type MoveKey } from '../entries/selection.ts'
import type { Shown } from '../entries/shown.ts'
import { isCommandKey } from './single-keys.ts'

interface KeyOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly layout: GridLayout
  readonly shown: Shown
  readonly onOpen: () => void
}

const moves: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
] satisfies MoveKey[]

export function useGridKeys({ scroller, layout, shown, onOpen }: KeyOptions): (event: KeyboardEvent) => void {
  const { selection } = useStores()
  const type = useTypeToFind(shown)
  const { order } = shown

  return (event) => {
    const isMod = event.ctrlKey || event.metaKey
    const isDone = isMove(event.key) ? move(event, event.key, isMod) : press(event, isMod)
    if (!isDone) return
    event.preventDefault()
    // Commands of one letter are not meant while a name is typed.
    event.stopPropagation()
  }

  function move(event: KeyboardEvent, key: MoveKey, isMod: boolean): boolean {
    const shape = {
      columns: layout.columns,
      count: order.keys.length,
      pageRows: pageRows(layout, scroller.current?.clientHeight ?? 0),
    }
    const index = moveIndex(order.indexOf(selection.getState().current), mirrored(key, event.currentTarget), shape)
    selection.setState((state) => moveTo(state, { order, index, extends: event.shiftKey, keeps: isMod }))
    return true
  }

  function press(event: KeyboardEvent, isMod: boolean): boolean {
    const { key, altKey, shiftKey } = event
    const { current } = selection.getState()
    if (key === 'Enter' && !isMod) {
      if (current !== null) onOpen()
      return current !== null
    }
    if (key === ' ' && isMod && current !== null) {
      selection.setState((state) => click(state, { order, key: current, toggles: true, extends: shiftKey }))
      return true
    }
    return !isMod && !altKey && type(event)
  }
}

export function isMove(key: string): key is MoveKey {
  return moves.includes(key)
}

/** Where lines run from right to left, the left arrow leads on. */
export function mirrored(key: MoveKey, element: Element): MoveKey {
  if (getComputedStyle(element).direction !== 'rtl') return key
  if (key === 'ArrowLeft') return 'ArrowRight'
  return key === 'ArrowRight' ? 'ArrowLeft' : key
}

const pauseMs = 900

/** Letters typed one after another lead to the name that begins with them. */
function useTypeToFind({ entries, order }: Shown): (event: KeyboardEvent) => boolean {
  const { selection, commands } = useStores()
  const typed = useRef({ text: '', at: 0 })
  const names = useMemo(() => foldOnce(entries), [entries])

  return (event) => {
    const { key, shiftKey } = event
    // Names of keys such as Tab are longer than any letter.
    if (key.length > 2 || /^F\d$/.test(key)) return false
    const now = performance.now()
    const before = now - typed.current.at < pauseMs ? typed.current.text : ''
    if (before === '' && !shiftKey && isCommandKey(commands.getState(), meantKey(event))) return false
    const text = before + fold(key)
    typed.current = { text, at: now }
    const from = order.indexOf(selection.getState().current)
    const index = findByTyping(names(), { text, from })
    if (index !== -1) selection.setState((state) => moveTo(state, { order, index, extends: false, keeps: false }))
    return true
  }
}

/** Names as they are compared, made at the first letter only. */
function foldOnce(entries: readonly GalleryEntry[]): () => readonly string[] {
  let names: readonly string[] | null = null
  return () => (names ??= entries.map(({ name }) => fold(name)))
}
