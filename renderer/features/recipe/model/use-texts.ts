import { useFrom } from '../../../app/stores.ts'
import type { ModelDeclaration, ParameterDeclaration } from '../../../../shared/models/model.ts'
import { modelTexts, parameterTexts, type ParameterTexts } from '../../../messages/de/models.ts'
import { chooseLanguage } from '../../../messages/translate.ts'

export interface ModelWords {
  summary(model: ModelDeclaration): string
  parameter(model: ModelDeclaration, declaration: ParameterDeclaration): ParameterTexts
}

const english: ModelWords = {
  summary: ({ summary }) => summary,
  parameter: (_, { label, help }) => ({ label, help }),
}

const german: ModelWords = {
  summary: (model) => modelTexts[model.id] ?? model.summary,
  parameter: (model, declaration) =>
    parameterTexts[model.id]?.[declaration.key] ?? english.parameter(model, declaration),
}

/** Words of the catalogue in the language of the window: English stands in the declarations themselves. */
export function useModelWords(): ModelWords {
  const language = useFrom('settings', ({ settings }) => settings?.language ?? null)
  return chooseLanguage(language, navigator.languages) === 'de' ? german : english
}
