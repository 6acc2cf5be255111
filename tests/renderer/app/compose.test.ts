import { describe, expect, it, onTestFinished } from 'vitest'
import type { Failure } from '../../../shared/errors.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import type { Bridge, PageEvent, Requests } from '../../../shared/ipc/contract.ts'
import { connectionLost } from '../../../renderer/api/request.ts'
import { createStores, followPlace, loadAll, restoreKept, routeEvents } from '../../../renderer/app/compose.ts'
import { createFakeHandlers } from '../../support/page/fake-handlers.ts'
import { createFakeLibrary, type FakeLibrary } from '../../support/page/fake-library.ts'
import { readOptions } from '../../support/page/options.ts'
import { createDispatch } from '../../../electron/ipc/dispatch.ts'
import { eventually } from '../../support/eventually.ts'

function setUp(query = '?scenario=history&count=20') {
  const listeners = new Set<(event: PageEvent) => void>()
  const emit = (event: PageEvent): void => listeners.forEach((listener) => listener(event))
  const library = createFakeLibrary(readOptions(query), emit)
  const stores = createStores(bridgeTo(library, listeners))
  const notices: Failure[] = []
  const commands: string[] = []
  const stop = routeEvents(stores, {
    onNotice: (failure) => notices.push(failure),
    onCommand: (name) => commands.push(name),
  })
  onTestFinished(stop)
  return { library, stores, emit, notices, commands }
}

function bridgeTo(library: FakeLibrary, listeners: Set<(event: PageEvent) => void>): Bridge<File> {
  const handlers = {
    ...createFakeHandlers(library),
    'page:write': ({ key, value }: { key: 'recipe' | 'layout' | 'selection'; value: string }) =>
      void (library.page[key] = value),
  }
  const dispatch = createDispatch(handlers, { error: () => undefined })
  const calls = channelNames.map((name) => [name, (input?: unknown) => dispatch(name, input)])
  return {
    host: 'desktop',
    requests: Object.fromEntries(calls) as Requests,
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    addFiles: () => Promise.resolve({ ok: true, value: undefined }),
    pictureUrl: (picture) => picture,
  }
}

describe('the stores of the window', () => {
  it('hold what main knows once everything is loaded', async () => {
    const { stores, notices } = setUp()
    loadAll(stores, (failure) => notices.push(failure))
    await eventually(() => {
      expect(stores.sources.getState().rows).toHaveLength(20)
      expect(stores.batches.getState().batches).toHaveLength(12)
      expect(stores.settings.getState()).toMatchObject({ settings: { mode: 'paid' }, keys: { store: { state: 'ok' } } })
    })
    expect(notices).toEqual([])
  })

  it('repeat what main says', () => {
    const { library, stores, emit, notices, commands } = setUp()
    emit({ name: 'settings', payload: { ...library.settings, mode: 'practice' } })
    emit({ name: 'keys', payload: library.keys })
    emit({ name: 'intake', payload: { phase: 'looking', found: 7, received: null, last: null } })
    emit({ name: 'batch', payload: { row: library.batches[0]!, items: [], isPartial: false } })
    emit({ name: 'history', payload: null })
    emit({ name: 'notice', payload: { code: 'disk-full', message: 'The disk is full.' } })
    emit({ name: 'command', payload: 'run' })
    expect(stores.settings.getState().settings?.mode).toBe('practice')
    expect(stores.settings.getState().keys).toBe(library.keys)
    expect(stores.sources.getState().intake.found).toBe(7)
    expect(stores.batches.getState().batches.map(({ id }) => id)).toEqual([library.batches[0]!.id])
    expect(stores.history.getState().isStale).toBe(true)
    expect(notices.map(({ code }) => code)).toEqual(['disk-full'])
    expect(commands).toEqual(['run'])
  })

  it('lead to the batch main names', () => {
    const { stores, emit } = setUp()
    emit({ name: 'show-batch', payload: { batchId: 'batch-7' } })
    expect(stores.place.getState().place).toEqual({ kind: 'batch', batchId: 'batch-7' })
  })

  it('know that the connection is lost, and that anything heard means it is back', () => {
    const { library, stores, emit, notices } = setUp()
    emit({ name: 'notice', payload: connectionLost })
    expect(stores.shell.getState().isConnectionLost).toBe(true)
    emit({ name: 'settings', payload: library.settings })
    expect(stores.shell.getState().isConnectionLost).toBe(false)
    expect(notices).toEqual([])
  })

  it('read the items of the batch that is shown, and of the next one', async () => {
    const { library, stores } = setUp()
    const [newest, older] = library.batches
    stores.place.setState({ place: { kind: 'batch', batchId: newest!.id } })
    onTestFinished(followPlace(stores))
    await eventually(() => expect(stores.items.getState()).toMatchObject({ batchId: newest!.id, isLoaded: true }))
    stores.place.setState({ place: { kind: 'batch', batchId: older!.id } })
    await eventually(() => expect(stores.items.getState()).toMatchObject({ batchId: older!.id, isLoaded: true }))
    expect(stores.items.getState().rows).toHaveLength(20)
  })

  it('come back to where the window was before a reload', async () => {
    const first = setUp()
    await restoreKept(first.stores)
    first.stores.place.setState({ place: { kind: 'history' }, cellSize: 240 })
    first.stores.layout.setState({ sidebarWidth: 300 })
    await eventually(() => expect(first.library.page.layout).toContain('300'))

    const second = setUp()
    second.library.page.layout = first.library.page.layout ?? ''
    await restoreKept(second.stores)
    expect(second.stores.place.getState()).toMatchObject({ place: { kind: 'history' }, cellSize: 240 })
    expect(second.stores.layout.getState().sidebarWidth).toBe(300)
  })

  it('have selected what was selected in the same place, and nothing in another', async () => {
    const first = setUp()
    const writeNow = await restoreKept(first.stores)
    first.stores.selection.setState({ selected: new Set(['3', '5']), anchor: '3', current: '5' })
    writeNow()
    const second = setUp()
    Object.assign(second.library.page, first.library.page)
    await restoreKept(second.stores)
    expect([...second.stores.selection.getState().selected]).toEqual(['3', '5'])
    expect(second.stores.selection.getState().current).toBe('5')

    first.stores.place.setState({ place: { kind: 'history' } })
    writeNow()
    const third = setUp()
    Object.assign(third.library.page, { ...first.library.page, selection: second.library.page.selection })
    await restoreKept(third.stores)
    expect(third.stores.selection.getState().selected.size).toBe(0)
  })
})
