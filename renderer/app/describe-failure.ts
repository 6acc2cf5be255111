import type { Failure } from '../../shared/errors.ts'
import { failureText, failureTitle } from '../messages/failure-text.ts'
import type { Translate } from '../messages/translate.ts'
import type { ToastContent } from '../ui/toasts.tsx'
import { nextActions } from './next-actions.ts'
import type { SettingsSection } from './shell-store.ts'

/** A failure as a toast: its sentence, its next step, and a button where the settings are the place for it. */
export function describeFailure(
  failure: Failure,
  t: Translate,
  openSettings: (section: SettingsSection) => void,
): ToastContent {
  const action = nextActions[failure.code]
  const { detail } = failureText(failure, t)
  const next = t(`next.${failure.code}`)
  return {
    title: failureTitle(failure, t),
    body: detail === null ? next : `${detail} ${next}`,
    kind: 'error',
    ...(action?.kind === 'settings' && {
      action: { label: t(`shell.open-${action.section}`), run: () => openSettings(action.section) },
    }),
  }
}
