import { useMemo, useState } from 'react'
import { useFrom } from '../../../app/stores.ts'
import { nameExample } from './name-example.ts'
import { useModel } from '../draft/use-draft.ts'

/** What a correct template would call the first picture's result; null without a template or a picture. */
export function useNameExample(template: string | null): string | null {
  const model = useModel().id
  const source = useFrom('sources', ({ rows }) => rows[0] ?? null)
  const count = useFrom('sources', ({ rows }) => rows.length)
  const [createdAt] = useState(() => new Date())
  return useMemo(
    () => (template === null || source === null ? null : nameExample(template, { source, model, count, createdAt })),
    [template, source, model, count, createdAt],
  )
}
