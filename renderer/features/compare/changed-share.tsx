import { useEffect, useState } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import type { Side } from './side.ts'

interface ChangedShareProps {
  readonly left: Side
  readonly right: Side
}

/** How much of a source a result changed, as it was measured when it was made; nothing between two results. */
export function ChangedShare({ left, right }: ChangedShareProps) {
  const t = useTranslate()
  const changed = useChanged(left.result === null ? (right.result?.id ?? null) : null)
  if (changed === null) return null
  return (
    <span className="view-bar__number" role="status">
      {t('compare.changed', { changed })}
    </span>
  )
}

function useChanged(output: string | null): number | null {
  const { request } = useStores()
  const [known, setKnown] = useState<{ readonly output: string; readonly changed: number | null } | null>(null)
  useEffect(() => {
    if (output === null) return undefined
    let isWanted = true
    request('results:read', { id: output }).then(
      ({ row }) => isWanted && setKnown({ output, changed: row.result?.changed ?? null }),
      (thrown: unknown) => {
        // The pictures themselves are shown all the same.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [request, output])
  return known !== null && known.output === output ? known.changed : null
}
