import { expect, it } from 'vitest'
import { notifyOfEnds } from '../../../../electron/hosts/desktop/notifications.ts'
import { wordsFor } from '../../../../electron/hosts/desktop/words.ts'
import type { Language } from '../../../../shared/ipc/settings-view.ts'
import type { PageEvent } from '../../../../shared/ipc/contract.ts'
import { generateBatch } from '../../../support/page/generated.ts'

interface Said {
  readonly title: string
  readonly body: string
}

/** What is told of a batch that stops because the credit is used up. */
function saidOfStop(language: Language): readonly Said[] {
  const said: Said[] = []
  class FakeNotification {
    static isSupported = (): boolean => true
    constructor(words: Said) {
      said.push(words)
    }
    on(): void {}
    show(): void {}
  }
  const listeners: ((event: PageEvent) => void)[] = []
  notifyOfEnds({
    Notification: FakeNotification as never,
    desk: {
      onEvent: (listener) => {
        listeners.push(listener)
        return () => undefined
      },
    },
    settings: { current: () => ({ notifications: true }) as never },
    words: () => wordsFor(language, 'en'),
    isFocused: () => false,
    isLeaving: () => false,
    log: { warn: () => undefined },
    onClick: () => undefined,
  })
  const { row } = generateBatch({ number: 7, status: 'running', mode: 'paid', size: 3, statusAt: () => 'queued' })
  const rest = { items: [], isPartial: false }
  const pause = { code: 'out-of-credits', message: 'The credit at Runflow is used up.' } as const
  for (const tell of listeners) tell({ name: 'batch', payload: { row: { ...row, activity: 'running' }, ...rest } })
  for (const tell of listeners)
    tell({ name: 'batch', payload: { row: { ...row, activity: 'none', status: 'paused', pause }, ...rest } })
  return said
}

it('says why a batch stopped, in the language that was chosen', () => {
  expect(saidOfStop('en')).toEqual([{ title: 'Batch 7 is paused', body: 'The credit at Runflow is used up.' }])
  expect(saidOfStop('de')).toEqual([{ title: 'Stapel 7 ist angehalten', body: 'Guthaben aufgebraucht' }])
})
