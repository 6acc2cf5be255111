import { assertNever } from '../../../../shared/result.ts'
import type { ParameterDeclaration, ParameterValue } from '../../../../shared/models/model.ts'
import { isParameterValue } from '../../../../shared/models/parameters.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { NumberField } from '../../../ui/number-field.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Slider } from '../../../ui/slider.tsx'
import { SwitchField } from '../../../ui/switch-field.tsx'
import { ColourField } from './colour-field.tsx'
import { optionLabel } from './option-label.ts'
import { shapeOfParameter, stepOf } from './parameter-shape.ts'

interface ParameterControlProps {
  readonly label: string
  readonly declaration: ParameterDeclaration
  readonly value: ParameterValue | undefined
  readonly onChange: (value: ParameterValue | null) => void
}

export function ParameterControl({ label, declaration, value, onChange }: ParameterControlProps) {
  switch (declaration.type) {
    case 'integer':
    case 'number':
      return <NumberControl label={label} declaration={declaration} value={value} onChange={onChange} />
    case 'choice':
      return <ChoiceControl label={label} declaration={declaration} value={value} onChange={onChange} />
    case 'boolean':
      return (
        <SwitchField
          label={label}
          isOn={typeof value === 'boolean' ? value : (declaration.default ?? false)}
          onChange={onChange}
        />
      )
    case 'colour':
      return <ColourField label={label} value={typeof value === 'string' ? value : null} onChange={onChange} />
    default:
      return assertNever(declaration)
  }
}

type NumberDeclaration = Exclude<ParameterDeclaration, { readonly type: 'choice' | 'boolean' | 'colour' }>
type ChoiceDeclaration = Extract<ParameterDeclaration, { readonly type: 'choice' }>
interface ControlProps<D> extends Omit<ParameterControlProps, 'declaration'> {
  readonly declaration: D
}

function NumberControl({ label, declaration, value, onChange }: ControlProps<NumberDeclaration>) {
  const t = useTranslate()
  const { min, max, unit } = declaration
  const shape = shapeOfParameter(declaration)
  const number = typeof value === 'number' ? value : null
  const shown = number ?? declaration.default ?? null
  const step = stepOf(declaration)
  const set = (next: number | null): void => {
    if (next === null || isParameterValue(declaration, next)) onChange(next)
  }
  if (shape === 'few' && min !== undefined && max !== undefined) {
    const options = Array.from({ length: max - min + 1 }, (_, index) => String(min + index))
    return (
      <Segmented
        label={label}
        isLabelHidden
        value={String(shown)}
        options={options.map((option) => ({ value: option, label: option }))}
        onChange={(option) => onChange(Number(option))}
      />
    )
  }
  return (
    <>
      {shape === 'range' && min !== undefined && max !== undefined && shown !== null && (
        <Slider
          label={label}
          isLabelHidden
          value={shown}
          min={min}
          max={max}
          step={step}
          onChange={(next) => onChange(Number(next.toFixed(4)))}
          {...(unit === undefined ? {} : { unit })}
        />
      )}
      <NumberField
        label={label}
        isLabelHidden
        value={shape === 'range' ? shown : number}
        placeholder={shown === null ? t('recipe.left-out') : String(shown)}
        onChange={set}
        min={min}
        max={max}
        step={step}
        unit={shape === 'range' ? undefined : unit}
      />
    </>
  )
}

function ChoiceControl({ label, declaration, value, onChange }: ControlProps<ChoiceDeclaration>) {
  const t = useTranslate()
  const chosen = typeof value === 'string' ? value : (declaration.default ?? null)
  const options = declaration.options.map((option) => ({ value: option, label: optionLabel(t, option) }))
  if (shapeOfParameter(declaration) === 'few') {
    return <Segmented label={label} isLabelHidden value={chosen} options={options} onChange={onChange} />
  }
  const all = declaration.default === undefined ? [{ value: null, label: t('recipe.left-out') }, ...options] : options
  return <SelectField label={label} isLabelHidden value={chosen} options={all} onChange={onChange} />
}
