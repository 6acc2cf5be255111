import { useCallback } from 'react'
import { RequestFailure } from '../api/request.ts'
import { changeSettings } from '../features/settings/settings-store.ts'
import { useToasts } from '../ui/toasts.tsx'
import { useFrom, useStores } from './stores.ts'

/** Practice mode: whether it is on, and its switch. */
export function usePractice(): { readonly isOn: boolean; readonly switchTo: (isOn: boolean) => void } {
  const { settings, request } = useStores()
  const { showFailure } = useToasts()
  const isOn = useFrom('settings', (state) => state.settings?.mode === 'practice')
  const switchTo = useCallback(
    (wanted: boolean): void => {
      changeSettings(settings, request, { mode: wanted ? 'practice' : 'paid' }).catch((thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        showFailure(thrown.failure)
      })
    },
    [settings, request, showFailure],
  )
  return { isOn, switchTo }
}
