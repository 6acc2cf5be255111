import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { providers, type ModelDeclaration } from '../../../../shared/models/model.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useDates } from '../../../messages/use-dates.ts'
import { switchModel } from '../draft/draft-changes.ts'
import { KeyHint } from './key-hint.tsx'
import { useChangeUndoably } from '../draft/use-change-undoably.ts'
import { useModel } from '../draft/use-draft.ts'
import { useModelWords } from './use-texts.ts'
import '../../../ui/select-field.css'
import './model-picker.css'

const items = catalogue.map(({ id, name }) => ({ value: id, label: name }))

export function ModelPicker() {
  const t = useTranslate()
  const model = useModel()
  const change = useChangeUndoably()
  const choose = (id: string | null): void => {
    if (id !== null) change(t('recipe.undo.model'), (draft) => switchModel(draft, id))
  }
  return (
    <div className="model-picker">
      <Select.Root value={model.id} items={items} modal={false} onValueChange={choose}>
        <Select.Label className="field__label">{t('recipe.model')}</Select.Label>
        <Select.Trigger className="input model-picker__trigger">
          <ModelLine model={model} />
          <Select.Icon className="select-field__icon">
            <ChevronsUpDown size={14} aria-hidden="true" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner
            className="menu__positioner"
            alignItemWithTrigger={false}
            sideOffset={4}
            align="end"
            collisionPadding={8}
          >
            <Select.Popup className="menu model-picker__popup">
              <Select.List>
                {catalogue.map((entry) => (
                  <ModelOption key={entry.id} model={entry} />
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      <KeyHint model={model} />
    </div>
  )
}

function ModelOption({ model }: { readonly model: ModelDeclaration }) {
  const words = useModelWords()
  return (
    <Select.Item className="menu__item select-field__option model-picker__option" value={model.id} label={model.name}>
      <span className="menu__icon select-field__check">
        <Select.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Select.ItemIndicator>
      </span>
      <span className="model-picker__texts">
        <ModelLine model={model} />
        <span className="select-field__hint">{words.summary(model)}</span>
      </span>
    </Select.Item>
  )
}

function ModelLine({ model }: { readonly model: ModelDeclaration }) {
  const t = useTranslate()
  const dates = useDates()
  const { price } = model
  const isFree = price.perImage === 0
  return (
    <span className="model-picker__line">
      <span className="model-picker__name">{model.name}</span>
      <span className="model-picker__provider">
        {isFree
          ? t('recipe.free-here')
          : `${providers[model.provider].name} · ${t('recipe.price-as-of', { date: dates.day(price.asOf) })}`}
      </span>
      {!isFree && (
        <span className="model-picker__price">
          {t(price.isEstimate ? 'recipe.about-per-image' : 'recipe.per-image', { price: t.money(price.perImage) })}
        </span>
      )}
    </span>
  )
}
