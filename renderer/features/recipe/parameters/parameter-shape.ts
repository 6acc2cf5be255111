import type { ParameterDeclaration } from '../../../../shared/models/model.ts'

/** Which control a parameter gets; `few` are all in sight, a `range` is dragged. */
export type ParameterShape = 'range' | 'few' | 'number' | 'choice' | 'switch' | 'colour'

const mostInSight = 4
const widestRange = 500

export function shapeOfParameter(declaration: ParameterDeclaration): ParameterShape {
  switch (declaration.type) {
    case 'boolean':
      return 'switch'
    case 'colour':
      return 'colour'
    case 'choice':
      return declaration.options.length <= mostInSight && declaration.options.join('').length <= 14 ? 'few' : 'choice'
    case 'integer':
    case 'number': {
      const { min, max, type } = declaration
      // A slider must show something, so what is left out needs a default to stand at.
      if (min === undefined || max === undefined || declaration.default === undefined) return 'number'
      if (type === 'integer' && max - min < mostInSight) return 'few'
      return max - min <= widestRange ? 'range' : 'number'
    }
  }
}

/** How far one step goes: whole numbers by one, others by about a hundredth of their range. */
export function stepOf({
  type,
  min,
  max,
}: {
  readonly type: 'integer' | 'number'
  readonly min?: number
  readonly max?: number
}): number {
  if (type === 'integer') return 1
  if (min === undefined || max === undefined) return 0.1
  const hundredth = (max - min) / 100
  return hundredth <= 0.01 ? 0.01 : hundredth <= 0.05 ? 0.05 : hundredth <= 0.1 ? 0.1 : 0.5
}
