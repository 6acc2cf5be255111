import { useEffect, useState } from 'react'
import { parsePromptTemplate, renderPrompt, type PromptValues } from '../../../../shared/domain/prompt-template.ts'
import { AppError, toFailure } from '../../../../shared/errors.ts'
import type { SourceDetails, SourceRow } from '../../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { FailureSentence } from '../../../ui/failure-sentence.tsx'
import { useRecipe } from '../draft/use-draft.ts'

/** What the prompt says for the picture the keyboard is on, or what is wrong with it. */
export function PromptPreview() {
  const t = useTranslate()
  const { prompt } = useRecipe()
  const row = useCurrentSource()
  const details = useDetails(row !== null && /\{(?:width|height|date)\}/.test(prompt) ? row.id : null)
  if (!prompt.includes('{') && !prompt.includes('}')) return null
  const resolved = resolve(prompt, row, details)
  if (resolved.error !== null) {
    return (
      <p className="prompt-preview" data-error="" role="alert">
        <FailureSentence failure={resolved.error} title="recipe.hindrance.prompt-variable" />
      </p>
    )
  }
  if (row === null) return null
  return <p className="prompt-preview">{t('recipe.preview', { name: row.name, prompt: resolved.prompt })}</p>
}

function useCurrentSource(): SourceRow | null {
  const current = useFrom('selection', (state) => state.current)
  return useFrom('sources', ({ rows }) => rows.find(({ id }) => String(id) === current) ?? rows[0] ?? null)
}

function useDetails(id: number | null): SourceDetails | null {
  const { request } = useStores()
  const [details, setDetails] = useState<SourceDetails | null>(null)
  useEffect(() => {
    if (id === null) return
    let isWanted = true
    request('sources:details', { id }).then(
      (read) => isWanted && setDetails(read),
      (thrown: unknown) => {
        // Without its facts a picture is previewed with question marks.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [request, id])
  return details?.row.id === id ? details : null
}

function resolve(prompt: string, row: SourceRow | null, details: SourceDetails | null) {
  try {
    const template = parsePromptTemplate(prompt, [])
    return { error: null, prompt: row === null ? '' : renderPrompt(template, valuesOf(row, details), {}) }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { error: toFailure(thrown), prompt: '' }
  }
}

function valuesOf({ name, folder }: SourceRow, details: SourceDetails | null): PromptValues {
  const facts = details?.facts ?? null
  return {
    name: name.replace(/\.[^.]+$/, ''),
    folder: folder.split('/').at(-1) ?? '',
    index: '1',
    width: facts === null ? '?' : String(facts.width),
    height: facts === null ? '?' : String(facts.height),
    date: facts === null ? '?' : (facts.takenAt?.slice(0, 10) ?? ''),
  }
}
