import type { BatchRow, RecipeRow, SourceRow } from '../../../shared/ipc/rows.ts'
import { catalogue } from '../../../shared/models/catalogue.ts'
import type { Translate } from '../../messages/translate.ts'
import type { CommandHandler } from './command-store.ts'
import { commands, type CommandId } from './commands.ts'
import { fuzzyScore } from './fuzzy.ts'

export type PaletteTarget =
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'recipe'; readonly recipe: RecipeRow }
  | { readonly kind: 'model'; readonly modelId: string }

export interface PaletteEntry {
  readonly key: string
  readonly target: PaletteTarget
  readonly label: string
  /** What kind of thing it is, or where it belongs. */
  readonly detail: string
  readonly shortcut: string | undefined
  readonly isEnabled: boolean
}

interface PaletteSources {
  readonly handlers: ReadonlyMap<CommandId, CommandHandler>
  readonly batches: readonly BatchRow[]
  readonly folders: readonly string[]
  readonly recipes: readonly RecipeRow[]
}

const mostShown = 60

/** Everything that can be done or gone to by name. */
export function paletteEntries({ handlers, batches, folders, recipes }: PaletteSources, t: Translate): PaletteEntry[] {
  const place = { shortcut: undefined, isEnabled: true }
  const ids = Object.keys(commands) as CommandId[] // Object.keys forgets the key type.
  return [
    ...ids.map((id) => ({
      key: `command:${id}`,
      target: { kind: 'command' as const, id },
      label: t(commands[id].title),
      detail: t(`shell.group-${commands[id].group}`),
      shortcut: commands[id].keys[0],
      isEnabled: handlers.get(id)?.isEnabled === true,
    })),
    ...batches.map(({ id, number, model, prompt }) => ({
      ...place,
      key: `batch:${id}`,
      target: { kind: 'batch' as const, batchId: id },
      label: t('shell.palette-batch', { number, prompt: prompt === '' ? model : prompt }),
      detail: t('shell.palette-batches'),
    })),
    ...folders.map((folder) => ({
      ...place,
      key: `folder:${folder}`,
      target: { kind: 'folder' as const, folder },
      label: folder,
      detail: t('shell.palette-folders'),
    })),
    ...recipes.map((recipe) => ({
      ...place,
      key: `recipe:${recipe.id}`,
      target: { kind: 'recipe' as const, recipe },
      label: recipe.name,
      detail: t('shell.palette-recipes'),
    })),
    ...catalogue.map(({ id, name }) => ({
      ...place,
      key: `model:${id}`,
      target: { kind: 'model' as const, modelId: id },
      label: name,
      detail: t('shell.palette-models'),
    })),
  ]
}

/** The entries a query means, best first; without one, those that can be done now, in their order. */
export function searchEntries(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  if (query.trim() === '') {
    const isCommand = ({ target }: PaletteEntry): boolean => target.kind === 'command'
    return entries.filter(isCommand).toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled))
  }
  return entries
    .map((entry) => ({ entry, score: fuzzyScore(query, `${entry.label} ${entry.detail}`) }))
    .filter((match): match is { entry: PaletteEntry; score: number } => match.score !== null)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
    .slice(0, mostShown)
}

/** Folders of the table with those above them, in order. */
export function foldersOf(rows: readonly SourceRow[]): readonly string[] {
  const folders = new Set<string>()
  for (const { folder } of rows) {
    for (let at = folder; at !== '' && !folders.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      folders.add(at)
    }
  }
  return [...folders].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
}
