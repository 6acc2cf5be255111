import { useTranslate } from '../../messages/use-translate.ts'
import { BatchCapField } from './run/batch-cap-field.tsx'
import { CarryNotes } from './draft/carry-notes.tsx'
import { ModelPicker } from './model/model-picker.tsx'
import { OutputFolder } from './output/output-folder.tsx'
import { OutputRulesForm } from './output/output-rules-form.tsx'
import { ParametersForm } from './parameters/parameters-form.tsx'
import { PromptField } from './prompt/prompt-field.tsx'
import { RecipeHead } from './saved/recipe-head.tsx'
import { ReferencesField } from './references-field.tsx'
import { RunFoot } from './run/run-foot.tsx'
import { useModel } from './draft/use-draft.ts'
import './recipe-panel.css'

/** What should be done to the pictures, what it costs, and the way to a quote. */
export function RecipePanel() {
  const t = useTranslate()
  const model = useModel()
  return (
    <section className="recipe-panel" aria-label={t('recipe.title')}>
      <RecipeHead />
      <div className="recipe-panel__body">
        <ModelPicker />
        <CarryNotes />
        {model.prompt.isRequired ? <PromptField /> : <p className="field__hint">{t('recipe.no-prompt')}</p>}
        <ReferencesField />
        <ParametersForm />
        <OutputRulesForm />
        <OutputFolder />
        {model.provider !== 'local' && <BatchCapField />}
      </div>
      <RunFoot />
    </section>
  )
}
