import { useCallback } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { changeSettings } from '../../settings/settings-store.ts'

/** Switches practice mode on; says so where it cannot. Resolves with whether it is on. */
export function useSwitchToPractice(): () => Promise<boolean> {
  const { settings, request } = useStores()
  const { showFailure } = useToasts()
  return useCallback(async () => {
    try {
      await changeSettings(settings, request, { mode: 'practice' })
      return true
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      showFailure(thrown.failure)
      return false
    }
  }, [settings, request, showFailure])
}
