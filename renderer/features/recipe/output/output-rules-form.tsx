import { conflictRules, resultSizes, savedMetadata, savedProfiles } from '../../../../shared/domain/output-rules.ts'
import type { OutputRules } from '../../../../shared/domain/output-rules.ts'
import { pictureFormats, writableFormats } from '../../../../shared/domain/picture.ts'
import { failureLine } from '../../../messages/failure-text.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Slider } from '../../../ui/slider.tsx'
import { SwitchField } from '../../../ui/switch-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { ColourField } from '../parameters/colour-field.tsx'
import { changeRecipe } from '../draft/draft-changes.ts'
import { nameTemplateError } from '../run/readiness.ts'
import { useChangeDraft, useModel, useRecipe } from '../draft/use-draft.ts'
import { useNameExample } from './use-name-example.ts'
import './output-rules-form.css'

/** How results become files. */
export function OutputRulesForm() {
  const t = useTranslate()
  const { output } = useRecipe()
  return (
    <Section title={t('recipe.output')} isCollapsible isOpenInitially={false} aside={<Summary output={output} />}>
      <div className="output-rules-form">
        <NameRule />
        <FileRules />
        <MetadataRules />
      </div>
    </Section>
  )
}

function Summary({ output }: { readonly output: OutputRules }) {
  const t = useTranslate()
  const format = output.format === 'received' ? t('recipe.format.received') : pictureFormats[output.format].label
  return <span className="output-rules-form__summary one-line">{`${output.name} · ${format}`}</span>
}

function useSetOutput(): (change: Partial<OutputRules>) => void {
  const change = useChangeDraft()
  return (output) => change((draft) => changeRecipe(draft, { output }))
}

function NameRule() {
  const t = useTranslate()
  const { output } = useRecipe()
  const set = useSetOutput()
  const error = nameTemplateError(output.name)
  const example = useNameExample(error === null ? output.name : null)
  return (
    <>
      <TextField
        label={t('recipe.name-template')}
        value={output.name}
        onChange={(name) => set({ name })}
        maxLength={500}
        error={error && failureLine(error, t, 'recipe.hindrance.name-template')}
        hint={example === null ? t('recipe.name-variables') : t('recipe.name-example', { name: example })}
      />
      <SelectField
        label={t('recipe.conflict')}
        value={output.conflict}
        options={conflictRules.map((value) => ({
          value,
          label: t(`recipe.conflict.${value}`),
          hint: t(`recipe.conflict.${value}.hint`),
        }))}
        onChange={(conflict) => set({ conflict })}
      />
    </>
  )
}

function FileRules() {
  const t = useTranslate()
  const { output } = useRecipe()
  const set = useSetOutput()
  const formats = [
    { value: 'received' as const, label: t('recipe.format.received') },
    ...writableFormats.map((value) => ({ value, label: pictureFormats[value].label })),
  ]
  const hasQuality = output.format !== 'png' && output.format !== 'tiff'
  return (
    <>
      <SelectField
        label={t('recipe.format')}
        value={output.format}
        options={formats}
        onChange={(format) => set({ format })}
      />
      {hasQuality && (
        <Slider
          label={t('recipe.quality')}
          value={output.quality}
          min={1}
          max={100}
          step={1}
          onChange={(quality) => set({ quality })}
        />
      )}
      <SelectField
        label={t('recipe.size')}
        value={output.size}
        options={resultSizes.map((value) => ({ value, label: t(`recipe.size.${value}`) }))}
        onChange={(size) => set({ size })}
      />
      <div className="field">
        <span className="field__label">{t('recipe.background')}</span>
        <ColourField
          label={t('recipe.background')}
          value={output.background}
          onChange={(background) => set({ background })}
        />
      </div>
      <SelectField
        label={t('recipe.profile')}
        value={output.profile}
        options={savedProfiles.map((value) => ({ value, label: t(`recipe.profile.${value}`) }))}
        onChange={(profile) => set({ profile })}
      />
    </>
  )
}

function MetadataRules() {
  const t = useTranslate()
  const { output, uploadGps } = useRecipe()
  const isService = useModel().provider !== 'local'
  const change = useChangeDraft()
  const set = useSetOutput()
  return (
    <div className="output-rules-form__switches">
      <SelectField
        label={t('recipe.metadata')}
        value={output.metadata}
        options={savedMetadata.map((value) => ({ value, label: t(`recipe.metadata.${value}`) }))}
        onChange={(metadata) => set({ metadata })}
      />
      <SwitchField
        label={t('recipe.keep-gps')}
        isOn={output.keepGps && output.metadata === 'keep'}
        isDisabled={output.metadata === 'none'}
        onChange={(keepGps) => set({ keepGps })}
      />
      {isService && (
        <SwitchField
          label={t('recipe.upload-gps')}
          hint={t('recipe.upload-gps-hint')}
          isOn={uploadGps}
          onChange={(isOn) => change((draft) => changeRecipe(draft, { uploadGps: isOn }))}
        />
      )}
    </div>
  )
}
