import { useChangeDraft, useModel, useRecipe } from '../draft/use-draft.ts'
import { setParameter } from '../draft/draft-changes.ts'
import { ParameterField } from './parameter-field.tsx'

/** A form made of what the model declares. */
export function ParametersForm() {
  const model = useModel()
  const { parameters } = useRecipe()
  const change = useChangeDraft()
  if (model.parameters.length === 0) return null
  return (
    <div className="parameters-form">
      {model.parameters.map((declaration) => (
        <ParameterField
          key={`${model.id} ${declaration.key}`}
          model={model}
          declaration={declaration}
          value={parameters[declaration.key]}
          onChange={(value) => change((draft) => setParameter(draft, declaration, value))}
        />
      ))}
    </div>
  )
}
