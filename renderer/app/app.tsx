import { useCallback, useEffect } from 'react'
import type { Failure } from '../../shared/errors.ts'
import { QuoteDialog } from '../features/recipe/quote/quote-dialog.tsx'
import { RepairDialog } from '../features/care/repair-dialog.tsx'
import { VerifyDialog } from '../features/care/verify-dialog.tsx'
import { DropZone } from '../features/gallery/intake/drop-zone.tsx'
import { ReportDialog } from '../features/report/report-dialog.tsx'
import { ReviewDialogs } from '../features/review/review-dialogs.tsx'
import { SettingsDialog } from '../features/settings/settings-dialog.tsx'
import { TranslateContext, useTranslate } from '../messages/use-translate.ts'
import { FailureWords, ToastsArea, useToasts } from '../ui/toasts.tsx'
import { BusyNotice } from './busy-notice.tsx'
import { Columns } from './layout/columns.tsx'
import { CommandPalette } from './commands/command-palette.tsx'
import { followPlace, loadAll, routeEvents } from './compose.ts'
import { ConnectionOverlay } from './connection-overlay.tsx'
import { describeFailure } from './describe-failure.ts'
import { Foot } from './layout/foot.tsx'
import { isLoss } from './is-loss.ts'
import { PracticeBand } from './practice-band.tsx'
import { runCommand } from './commands/run-command.ts'
import { ShortcutsSheet } from './commands/shortcuts-sheet.tsx'
import { useFrom, useStores } from './stores.ts'
import { useAppearance } from './use-appearance.ts'
import { useKeyboard } from './commands/use-keyboard.ts'
import { useOpenSettings } from './use-open-settings.ts'
import { useShellCommands } from './commands/use-shell-commands.ts'
import { windowTitle } from './window-title.ts'
import './app.css'

/** The window. */
export function App() {
  const t = useAppearance()
  const openSettings = useOpenSettings()
  const describe = useCallback(
    (failure: Failure) => (isLoss(failure) ? null : describeFailure(failure, t, openSettings)),
    [t, openSettings],
  )
  return (
    <TranslateContext value={t}>
      <ToastsArea>
        <FailureWords describeFailure={describe}>
          <Window />
        </FailureWords>
      </ToastsArea>
    </TranslateContext>
  )
}

function Window() {
  useMain()
  useUnforeseen()
  useWindowTitle()
  useKeyboard()
  useShellCommands()
  return (
    <DropZone>
      <div className="app">
        <PracticeBand />
        <BusyNotice />
        <Columns />
        <Foot />
      </div>
      <QuoteDialog />
      <ReviewDialogs />
      <SettingsDialog />
      <VerifyDialog />
      <RepairDialog />
      <ReportDialog />
      <CommandPalette />
      <ShortcutsSheet />
      <ConnectionOverlay />
    </DropZone>
  )
}

/** Loads what main knows, and listens to it from then on. */
function useMain(): void {
  const stores = useStores()
  const { showFailure } = useToasts()
  useEffect(() => {
    const stopRouting = routeEvents(stores, {
      onNotice: showFailure,
      onCommand: (name) => void runCommand(stores.commands, name),
    })
    loadAll(stores, showFailure)
    const stopFollowing = followPlace(stores)
    return () => {
      stopRouting()
      stopFollowing()
    }
  }, [stores, showFailure])
}

/** Tells of bugs in what nobody waits for; the error boundary sees only what breaks while rendering. */
function useUnforeseen(): void {
  const { showFailure } = useToasts()
  useEffect(() => {
    const tell = (thrown: unknown): void =>
      showFailure({ code: 'unexpected', message: thrown instanceof Error ? thrown.message : String(thrown) })
    const onRejection = ({ reason }: PromiseRejectionEvent): void => tell(reason)
    // Without an error it is the browser that complains, such as of a list that is resized while it is measured.
    const onError = ({ error }: ErrorEvent): void => {
      if (error !== null && error !== undefined) tell(error)
    }
    window.addEventListener('unhandledrejection', onRejection)
    window.addEventListener('error', onError)
    return () => {
      window.removeEventListener('unhandledrejection', onRejection)
      window.removeEventListener('error', onError)
    }
  }, [showFailure])
}

function useWindowTitle(): void {
  const t = useTranslate()
  const title = useFrom('batches', ({ batches }) => windowTitle(batches, t))
  useEffect(() => {
    document.title = title
  }, [title])
}
