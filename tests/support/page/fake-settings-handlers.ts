import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { parseUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { BalanceView } from '../../../shared/ipc/service-rows.ts'
import type { ServiceId } from '../../../shared/models/model.ts'
import { withKey, type FakeLibrary } from './fake-library.ts'

type SettingsChannel = Extract<
  keyof Handlers,
  'app:read' | `settings:${string}` | `keys:${string}` | 'balance:read' | 'diagnostics:read' | 'links:open'
>

/** A key that has "bad" in it is refused. */
export function settingsHandlers(library: FakeLibrary): Pick<Handlers, SettingsChannel> {
  const { host, isBusy } = library.options
  const tell = (): void => library.emit({ name: 'keys', payload: library.keys })
  return {
    'app:read': () => ({
      version: '0.1.0',
      host,
      platform: 'linux',
      busyElsewhere: isBusy ? 'Lightbench in a terminal (process 4711)' : null,
    }),
    'settings:read': () => library.settings,
    'settings:write': ({ outputFolder, concurrency, ...change }) => {
      const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const folder = { outputFolder: outputFolder ? { id: outputFolder, path: folderPath(outputFolder) } : null }
      library.settings = {
        ...library.settings,
        ...defined,
        ...(outputFolder === undefined ? {} : folder),
        concurrency: { ...library.settings.concurrency, ...concurrency },
      }
      library.emit({ name: 'settings', payload: library.settings })
      return library.settings
    },
    'keys:read': () => library.keys,
    'keys:save': async ({ service, key }) => {
      await soon()
      if (key.includes('bad')) throw new AppError('key-rejected', 'The service does not accept this key.')
      library.keys = withKey(library.keys, service, 'keychain')
      tell()
      return balance(service)
    },
    'keys:test': async ({ service }) => {
      await soon()
      return balance(service)
    },
    'keys:remove': ({ service }) => {
      library.keys = withKey(library.keys, service, null)
      tell()
    },
    'balance:read': async ({ service }) => {
      await soon()
      return balance(service)
    },
    'diagnostics:read': () => diagnostics,
    'links:open': () => undefined,
  }
}

function balance(service: ServiceId): BalanceView {
  return { service, amount: parseUsd('31.20'), note: null }
}

function folderPath(id: string): string {
  return id.startsWith('typed:') ? id.slice('typed:'.length) : '/home/ada/Pictures/Results'
}

/** As long as a service takes that answers quickly. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400))
}

const diagnostics = `Lightbench 0.1.0 · linux · browser
library /home/ada/.local/share/lightbench

2026-05-18T09:12:03.114Z info  started
2026-05-18T09:12:04.502Z info  batch 12: 486 items, runflow/reve/edit
2026-05-18T09:14:41.007Z warn  runflow: 429, waiting 8 s
2026-05-18T09:14:49.310Z info  runflow: going on
`
