import { relative, resolve, sep } from 'node:path'
import { mirrorTree, parseNameTemplate, renderNames, type NameTemplate } from '../../../shared/domain/output-name.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'
import { hostileName, whyInvalid } from './hostile-names.ts'

const pieces = [
  '{name}',
  '{index}',
  '{n}',
  '{folder}',
  '{model}',
  '{batch}',
  '{date}',
  '/',
  '\\',
  '..',
  '{{',
  '}}',
] as const
const out = '/results'

/** Hostile templates over hostile names: refused in words, or paths that stay below the folder and that all systems hold. */
export function makePaths(count: number, random: Random): SuiteResult {
  const violations: string[] = []
  let refused = 0
  for (let index = 0; index < count; index += 1) {
    const text = hostileTemplate(random)
    const template = parse(text, violations)
    if (template === null) refused += 1
    else violations.push(...judge(text, renderAll(template, random)))
  }
  return { counts: { 'hostile templates': count, 'of them refused': refused }, violations }
}

function hostileTemplate(random: Random): string {
  const parts = Array.from({ length: random.int(1, 5) }, () =>
    random.chance(0.7) ? random.pick(pieces) : hostileName(random),
  )
  return parts.join('')
}

function parse(text: string, violations: string[]): NameTemplate | null {
  try {
    return parseNameTemplate(text)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) violations.push(`The template ${JSON.stringify(text)} ends in ${String(thrown)}`)
    return null
  }
}

function renderAll(template: NameTemplate, random: Random): readonly string[] {
  const relativePath = Array.from({ length: random.int(1, 3) }, () => hostileName(random)).join('/')
  const values = {
    relativePath,
    rootName: hostileName(random),
    index: random.int(1, 20),
    count: 20,
    model: 'runflow/reve/edit',
    batch: hostileName(random),
    createdAt: new Date(2026, 0, 1),
  }
  const names = renderNames(template, values, random.int(1, 3))
  return [...names, ...names.map((name) => mirrorTree(relativePath, name))]
}

function judge(text: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const way = relative(out, resolve(out, path))
    const found = path.split('/').flatMap((name) => {
      const reason = whyInvalid(name)
      return reason === null ? [] : [`has a part ${JSON.stringify(name)} that ${reason}`]
    })
    if (way === '' || way.startsWith(`..${sep}`) || way === '..') found.push('leaves the folder')
    return found.map((said) => `The template ${JSON.stringify(text)} makes ${JSON.stringify(path)}, which ${said}`)
  })
}
