import { useEffect, useState } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useMeant } from '../run/use-meant.ts'

const restMs = 200
/** Naming more than that each time the selection changes takes too long. */
const mostNamed = 5_000

/** Where results go when nothing else is said, by the pictures that are meant; null until it is known. */
export function useDefaultFolder(): string | null {
  const { request } = useStores()
  const { selection } = useMeant()
  const chosen = useFrom('settings', ({ settings }) => settings?.outputFolder?.path ?? null)
  const [found, setFound] = useState<string | null>(null)
  const isNamed = selection !== null && (!('ids' in selection) || selection.ids.length <= mostNamed)
  const asked = isNamed && chosen === null ? selection : null
  useEffect(() => {
    if (asked === null) return
    let isWanted = true
    const timer = setTimeout(() => {
      request('folders:default', { selection: asked }).then(
        (path) => isWanted && setFound(path),
        (thrown: unknown) => {
          // The quote says it for certain.
          if (!(thrown instanceof RequestFailure)) throw thrown
          if (isWanted) setFound(null)
        },
      )
    }, restMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [request, asked])
  return chosen ?? (asked === null ? null : found)
}
