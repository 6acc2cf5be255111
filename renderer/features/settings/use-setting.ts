import { useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { changeSettings, type SettingsChange } from './settings-store.ts'

/** Changes settings at once; what main refused is said beside the field that asked. */
export function useSetting(): { readonly save: (change: SettingsChange) => void; readonly failure: Failure | null } {
  const { settings, request } = useStores()
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = (change: SettingsChange): void => {
    changeSettings(settings, request, change).then(
      () => setFailure(null),
      (thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        setFailure(thrown.failure)
      },
    )
  }
  return { save, failure }
}
