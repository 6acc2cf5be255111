import { BookCopy } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import type { RecipeView } from '../../../../shared/ipc/rows.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/section.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { CopyButton } from '../../batch/copy-button.tsx'
import { takeRecipe } from '../../recipe/draft/draft-changes.ts'
import { useChangeUndoably } from '../../recipe/draft/use-change-undoably.ts'
import { useModelWords } from '../../recipe/model/use-texts.ts'

/** The words and settings a result was made with, and the way to use them for other pictures. */
export function ResultRecipe({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const { row } = details
  const recipe = useRecipeOf(row.batchId)
  const use = useAsRecipe(details)
  const isKnown = catalogue.some(({ id }) => id === row.model)
  return (
    <>
      {row.prompt !== '' && (
        <Section title={t('review.prompt')} aside={<CopyButton text={row.prompt} label={t('review.prompt-copy')} />}>
          <p className="result-panel__prompt">{row.prompt}</p>
        </Section>
      )}
      {recipe !== null && (
        <Section title={t('review.settings')} isCollapsible isOpenInitially={row.prompt === ''}>
          <Settings recipe={recipe} />
        </Section>
      )}
      {recipe !== null && isKnown && (
        <Button icon={<BookCopy />} className="result-panel__use" onClick={() => use(recipe)}>
          {t('review.use-recipe')}
        </Button>
      )}
    </>
  )
}

/** Settings that differ from the model's own, by the names the recipe shows. */
function Settings({ recipe }: { readonly recipe: RecipeView }) {
  const t = useTranslate()
  const words = useModelWords()
  const model = catalogue.find(({ id }) => id === recipe.model)
  const labelOf = (key: string): string => {
    const declaration = model?.parameters.find((parameter) => parameter.key === key)
    return model === undefined || declaration === undefined ? key : words.parameter(model, declaration).label
  }
  const set = Object.entries(recipe.parameters)
  if (set.length === 0) return <p className="quiet">{t('review.settings-usual')}</p>
  return (
    <dl className="result-panel__facts">
      {set.map(([name, value]) => (
        <div key={name} className="result-panel__fact">
          <dt>{labelOf(name)}</dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function useRecipeOf(batchId: string): RecipeView | null {
  const { request } = useStores()
  const [known, setKnown] = useState<{ readonly batchId: string; readonly recipe: RecipeView } | null>(null)
  useEffect(() => {
    let isWanted = true
    request('batches:read', { id: batchId }).then(
      ({ recipe }) => isWanted && setKnown({ batchId, recipe }),
      (thrown: unknown) => {
        // The rest of the panel is shown all the same.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [request, batchId])
  return known?.batchId === batchId ? known.recipe : null
}

/** Takes the recipe into the draft and goes to the table, where it can be run on other pictures. */
function useAsRecipe({ row }: ResultDetails): (recipe: RecipeView) => void {
  const { place } = useStores()
  const { show } = useToasts()
  const t = useTranslate()
  const change = useChangeUndoably()
  return (recipe) => {
    change(t('recipe.undo.load'), (draft) => takeRecipe(draft, recipe, null))
    place.setState({ place: { kind: 'table', folder: null } })
    show({ title: t('review.recipe-loaded', { number: row.batchNumber }) })
  }
}
