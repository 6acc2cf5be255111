import type { AppView } from '../../../shared/ipc/contract.ts'
import { version } from '../../../shared/version.ts'
import type { App } from '../../app.ts'
import type { DeskHost } from '../../desk/desk.ts'
import type { DeskSettings } from '../../desk/desk-settings.ts'
import { readDiagnostics } from '../../desk/diagnostics.ts'
import { checkLink } from '../../desk/links.ts'
import type { Runs } from '../../desk/runs.ts'
import { findShownOutput } from '../../desk/shown-outputs.ts'
import { readSpend } from '../../desk/spend.ts'
import type { Logger } from '../../log/logger.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly app: App
  readonly host: DeskHost
  readonly log: Pick<Logger, 'flush'>
  readonly runs: Pick<Runs, 'busyElsewhere'>
  readonly settings: DeskSettings
}

type AppChannel =
  | 'app:read'
  | 'settings:read'
  | 'settings:write'
  | 'spend:read'
  | 'outputs:open'
  | 'outputs:reveal'
  | 'diagnostics:read'
  | 'links:open'

export function createAppHandlers({ app, host, log, runs, settings }: Dependencies): Pick<Handlers, AppChannel> {
  return {
    'app:read': () => ({
      version,
      host: host.kind,
      platform: platformName(process.platform),
      busyElsewhere: runs.busyElsewhere(),
    }),
    'settings:read': () => settings.read(),
    'settings:write': (change) => settings.write(change),
    'spend:read': () => readSpend(app),
    'outputs:open': async ({ id }) => host.openFile(await findShownOutput(app.outputs, id)),
    'outputs:reveal': async ({ id }) => host.revealFile(await findShownOutput(app.outputs, id)),
    'diagnostics:read': async () => {
      await log.flush()
      return readDiagnostics({ host: host.kind, libraryFolder: app.libraryFolder })
    },
    'links:open': async ({ url }) => host.openLink(checkLink(url)),
  }
}

/** Every other system is treated as the one it is most like. */
function platformName(platform: NodeJS.Platform): AppView['platform'] {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'macos' : 'linux'
}
