import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import type { ModelDeclaration, ParameterDeclaration, ParameterValue } from '../../../../shared/models/model.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { ParameterControl } from './parameter-control.tsx'
import { shapeOfParameter } from './parameter-shape.ts'
import { useModelWords } from '../model/use-texts.ts'
import './parameter-field.css'

interface ParameterFieldProps {
  readonly model: ModelDeclaration
  readonly declaration: ParameterDeclaration
  /** undefined where it is left out, so that the model's default counts. */
  readonly value: ParameterValue | undefined
  readonly onChange: (value: ParameterValue | null) => void
}

export function ParameterField({ model, declaration, value, onChange }: ParameterFieldProps) {
  const t = useTranslate()
  const id = useId()
  const { label, help } = useModelWords().parameter(model, declaration)
  return (
    <div
      className="parameter-field"
      data-shape={shapeOfParameter(declaration)}
      role="group"
      aria-label={label}
      aria-describedby={`${id}-help`}
    >
      <div className="parameter-field__head">
        <Tooltip text={help}>
          <span className="parameter-field__label" data-set={value === undefined ? undefined : ''}>
            {label}
          </span>
        </Tooltip>
        {value !== undefined && (
          <IconButton
            className="parameter-field__reset"
            icon={<RotateCcw size={12} />}
            label={t('recipe.reset', { label })}
            onClick={() => onChange(null)}
          />
        )}
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {help}
      </span>
      <div className="parameter-field__control">
        <ParameterControl label={label} declaration={declaration} value={value} onChange={onChange} />
      </div>
    </div>
  )
}
