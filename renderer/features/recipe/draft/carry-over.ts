import type { ReferenceView } from '../../../../shared/ipc/rows.ts'
import type {
  ModelDeclaration,
  ParameterDeclaration,
  ParameterValue,
  ParameterValues,
} from '../../../../shared/models/model.ts'
import { isParameterValue } from '../../../../shared/models/parameters.ts'

/**
 * Everything the user asked for while making one recipe, whichever model it was asked of. What a model cannot take
 * stays here, so that switching back brings it back.
 */
export interface Wishes {
  /** Latest first. Values that the same model could take replace each other; others wait for a model that takes them. */
  readonly parameters: Readonly<Record<string, readonly ParameterValue[]>>
  readonly references: readonly ReferenceView[]
}

/** What of the wishes a model takes. */
export interface Fit {
  readonly parameters: ParameterValues
  readonly references: readonly ReferenceView[]
}

/** Something that did not come along to another model. */
export type CarryNote =
  | { readonly kind: 'parameter'; readonly model: string; readonly key: string; readonly value: ParameterValue }
  | { readonly kind: 'references'; readonly count: number }
  | { readonly kind: 'model-unknown'; readonly model: string }

export const noWishes: Wishes = { parameters: {}, references: [] }

export function wishesOf({ parameters, references }: Fit): Wishes {
  const values = Object.entries(parameters).map(([key, value]) => [key, [value]] as const)
  return { parameters: Object.fromEntries(values), references }
}

export function fitTo(model: ModelDeclaration, { parameters, references }: Wishes): Fit {
  const values = model.parameters.flatMap((declaration) => {
    const value = parameters[declaration.key]?.find((wish) => isParameterValue(declaration, wish))
    return value === undefined ? [] : [[declaration.key, value] as const]
  })
  return { parameters: Object.fromEntries(values), references: references.slice(0, model.pictures.maxReferences) }
}

/**
 * Remembers a value, null for the default. A value that equals the default is left out: it means the same, and must
 * not look like another request.
 */
export function wishParameter(wishes: Wishes, declaration: ParameterDeclaration, value: ParameterValue | null): Wishes {
  const { key } = declaration
  const others = (wishes.parameters[key] ?? []).filter((wish) => !isParameterValue(declaration, wish))
  const wanted = value === null || value === declaration.default ? others : [value, ...others]
  return { ...wishes, parameters: { ...wishes.parameters, [key]: wanted } }
}

/** Puts a reference behind those the model already has; the ones it has no room for keep their place behind it. */
export function wishReference(wishes: Wishes, shown: number, reference: ReferenceView): Wishes {
  const others = wishes.references.filter(({ id }) => id !== reference.id)
  return { ...wishes, references: [...others.slice(0, shown), reference, ...others.slice(shown)] }
}

export function dropReference(wishes: Wishes, id: string): Wishes {
  return { ...wishes, references: wishes.references.filter((reference) => reference.id !== id) }
}

/** What `before` had and `after` lacks. */
export function leftBehind(model: string, before: Fit, after: Fit): readonly CarryNote[] {
  const parameters = Object.entries(before.parameters)
    .filter(([key, value]) => after.parameters[key] !== value)
    .map(([key, value]) => ({ kind: 'parameter', model, key, value }) as const)
  const count = before.references.length - after.references.length
  return count > 0 ? [...parameters, { kind: 'references', count }] : parameters
}
