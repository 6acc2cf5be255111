import type { RunflowContext } from './context.ts'
import type { StoredInput } from './rows.ts'
import { runflowModels } from './models.ts'

/** No figure is published (Runflow §5, §8); these are the shortest that vendor tools count on. */
const lifetimeMs = { upload: 15 * 60_000, asset: 60 * 60_000, output: 24 * 60 * 60_000 } as const

type Stored = 'asset' | 'output'

export function uploadLink(assetId: string, { signer, origin }: RunflowContext): string {
  return signer.sign({ origin, method: 'PUT', path: `/uploads/${assetId}`, lifetimeMs: lifetimeMs.upload })
}

export function downloadLink(stored: Stored, id: string, { signer, origin }: RunflowContext): string {
  return signer.sign({ origin, method: 'GET', path: `/files/${stored}s/${id}`, lifetimeMs: lifetimeMs[stored] })
}

/** How a stored picture is named inside a run (Runflow §8). */
export function reference(stored: Stored, id: string): string {
  return `runflow://${stored}s/${id}`
}

/** Takes a reference apart; null for any other text. */
export function readReference(text: string): { stored: Stored; id: string } | null {
  const match = /^runflow:\/\/(asset|output)s\/([\w-]+)$/.exec(text)
  if (!match) return null
  return { stored: match[1] as Stored, id: match[2] ?? '' } // The pattern admits these two words only.
}

/** The input as a read shows it: every stored picture as a link that works now and here. */
export function withLinks(model: string, input: StoredInput, context: RunflowContext): StoredInput {
  const pictures = runflowModels.find(({ path }) => path === model)?.pictures ?? {}
  const shown = Object.entries(input).map(([field, value]) => [field, field in pictures ? toLinks(value) : value])
  return Object.fromEntries(shown) as StoredInput // fromEntries forgets that the keys are strings.

  function toLinks(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(toLinks)
    const found = typeof value === 'string' ? readReference(value) : null
    return found ? downloadLink(found.stored, found.id, context) : value
  }
}
