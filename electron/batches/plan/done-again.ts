import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leftOutReasons } from '../../../shared/domain/left-out.ts'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { mapBounded } from '../../library/bounded.ts'
import type { UploadFile } from '../../providers/provider.ts'
import type { FoundFiles } from './found-again.ts'
import type { Origin, PlanDependencies, PlanRequest, SeenSource } from './plan-request.ts'
import {
  contentKey,
  contentKeyOf,
  discardPrepared,
  prepareReferences,
  prepareRequest,
  uploadRuleKey,
} from '../run/prepare-item.ts'
import { discardWork } from '../run/work-folder.ts'

/** An item that cannot be done again as it was. */
export interface LeftItem {
  readonly name: string
  readonly failure: Failure
}

interface Doing {
  readonly request: PlanRequest
  readonly model: ModelDeclaration
}

interface Checked {
  readonly seen: readonly SeenSource[]
  readonly left: readonly LeftItem[]
}

const preparedAtOnce = 4

/** Pictures of items that are done again and are gone, as items that are left. Everything else stays left out. */
export function leaveGone(request: PlanRequest, { found, leftOut }: FoundFiles): FoundFiles & Pick<Checked, 'left'> {
  const names = new Map((request.found ?? []).flatMap(({ path, origin }) => (origin ? [[path, origin.label]] : [])))
  const left = leftOut.flatMap(({ path, reason }): LeftItem[] => {
    const name = names.get(path)
    const code = reason === 'missing' ? 'file-missing' : 'file-unreadable'
    return name === undefined ? [] : [{ name, failure: { code, message: `${path}: ${leftOutReasons[reason]}` } }]
  })
  return { found, leftOut: leftOut.filter(({ path }) => !names.has(path)), left }
}

/**
 * Leaves every item that would not do again what it says: its picture is another one now, or, where the very request is
 * meant, rebuilding it gives another key. Sources without an origin pass.
 */
export async function leaveChanged(
  seen: readonly SeenSource[],
  doing: Doing,
  dependencies: PlanDependencies,
): Promise<Checked> {
  const rebuilder = createRebuilder(doing, dependencies)
  try {
    const failures = await mapBounded(seen, preparedAtOnce, (source) => {
      dependencies.signal.throwIfAborted()
      return whyLeft(source, rebuilder.key)
    })
    return {
      seen: seen.filter((_source, index) => failures[index] === null),
      left: seen.flatMap(({ found }, index) => {
        const failure = failures[index] ?? null
        return failure === null ? [] : [{ name: found.origin?.label ?? found.relativePath, failure }]
      }),
    }
  } finally {
    await rebuilder.close()
  }
}

type KeyOf = (source: SeenSource, origin: Origin) => Promise<string>

/** A request is rebuilt where it has to be the same to the byte; everything else is a new one anyway. */
async function whyLeft(source: SeenSource, keyOf: KeyOf): Promise<Failure | null> {
  const { origin } = source.found
  if (origin === undefined) return null
  if (source.failure !== null) return source.failure
  if (source.source.facts?.sha256 !== origin.sourceSha256) {
    return { code: 'source-changed', message: `${source.found.path} was changed since.` }
  }
  if (origin.relation !== 'rerun') return null
  try {
    return (await keyOf(source, origin)) === origin.contentKey ? null : requestDiffers
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return toFailure(thrown)
  }
}

/** Said in the quote, and by the run where the difference only shows there. */
export const requestDiffers: Failure = {
  code: 'source-changed',
  message:
    'The same request cannot be made any more: a reference, a mask or the way pictures are prepared has changed.',
}

/** Rebuilds requests without sending anything. Pictures are only prepared where it is not known what they become. */
function createRebuilder({ request, model }: Doing, dependencies: PlanDependencies) {
  const { images, sources } = dependencies
  const { recipe } = request
  const hasExtras = recipe.references.length > 0 || recipe.mask !== null
  let folder: Promise<string> | null = null
  let references: Promise<UploadFile[]> | null = null
  return {
    key: async ({ source, found }: SeenSource, origin: Origin): Promise<string> => {
      const prompt = origin.prompt ?? recipe.prompt
      const known = hasExtras ? null : knownUpload(origin.sourceSha256)
      if (known !== null) {
        const pictures = { source: known, references: [], mask: null }
        return contentKey(model, { prompt, parameters: recipe.parameters, pictures })
      }
      if (source.facts === null) throw new AppError('picture-unreadable', `${found.path} cannot be read.`)
      return prepareForKey({ path: source.path, facts: source.facts, prompt })
    },
    close: async (): Promise<void> => {
      if (folder !== null) await discardWork(await folder)
    },
  }

  function knownUpload(sha256: string): string | null {
    return model.upload === null ? sha256 : sources.preparedAs(sha256, uploadRuleKey(model, recipe))
  }

  async function prepareForKey(source: Parameters<typeof prepareRequest>[1]): Promise<string> {
    folder ??= mkdtemp(join(tmpdir(), 'lightbench-rebuild-'))
    const parts = { batch: { recipe }, model, images, workFolder: await folder }
    references ??= prepareReferences(parts)
    const used = references
    const rebuilt = await prepareRequest({ ...parts, references: () => used }, source)
    await discardPrepared(parts, { request: rebuilt })
    return contentKeyOf(rebuilt)
  }
}
