import { X } from 'lucide-react'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { useFrom } from '../../../app/stores.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { CarryNote } from './carry-over.ts'
import { modelOf } from './draft-changes.ts'
import { optionLabel } from '../parameters/option-label.ts'
import { useChangeDraft } from './use-draft.ts'
import { useModelWords, type ModelWords } from '../model/use-texts.ts'
import './carry-notes.css'

/** Says what did not come along when the model or recipe changed. */
export function CarryNotes() {
  const t = useTranslate()
  const words = useModelWords()
  const notes = useFrom('draft', (state) => state.notes)
  const name = useFrom('draft', ({ recipe }) => modelOf(recipe).name)
  const change = useChangeDraft()
  if (notes.length === 0) return null
  return (
    <div className="carry-notes" role="status">
      <div>
        <p>{t('recipe.carry.title', { model: name })}</p>
        <ul className="carry-notes__list">
          {notes.map((note) => {
            const text = describe(note, t, words)
            return <li key={text}>{text}</li>
          })}
        </ul>
        <p className="quiet">{t('recipe.carry.kept')}</p>
      </div>
      <IconButton
        icon={<X size={14} />}
        label={t('recipe.carry.dismiss')}
        onClick={() => change((draft) => ({ ...draft, notes: [] }))}
      />
    </div>
  )
}

function describe(note: CarryNote, t: Translate, words: ModelWords): string {
  switch (note.kind) {
    case 'references':
      return t('recipe.carry.references', { count: note.count })
    case 'model-unknown':
      return t('recipe.carry.model-unknown', { model: note.model })
    case 'parameter': {
      const model = catalogue.find(({ id }) => id === note.model)
      const declaration = model?.parameters.find(({ key }) => key === note.key)
      const label = model && declaration ? words.parameter(model, declaration).label : note.key
      const value = typeof note.value === 'boolean' ? t(note.value ? 'recipe.on' : 'recipe.off') : String(note.value)
      return `${label}: ${optionLabel(t, value)}`
    }
  }
}
