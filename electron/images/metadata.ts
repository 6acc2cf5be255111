import { access } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import { createExiftool, type ExiftoolOptions } from './exiftool.ts'
import { changingCopy, withPlainName } from './metadata-files.ts'
import { clearing, copyingArguments, positionRemoval, provenanceArguments } from './metadata-arguments.ts'
import { wordsArguments, wordsOf } from './picture-words.ts'
import { findProvenance, type Provenance, type ProvenanceRecord } from './provenance.ts'

export interface MetadataTask {
  /** Changed in place; a file of our own that is not published yet. */
  readonly target: string
  readonly source: string
  readonly provenance: Provenance
  readonly rules: { readonly metadata: 'keep' | 'none'; readonly keepGps: boolean }
}

export interface Metadata {
  /**
   * Makes the target's metadata what the rules say: that of the source or none, a position only with `keepGps`, and
   * always the provenance. Pixels and colour profile stay byte for byte. Where it cannot be done it throws an
   * `AppError`: the picture is still good, it carries the provenance alone or, if not even that can be written, what
   * it carried before.
   */
  write(task: MetadataTask): Promise<void>
}

export interface MetadataFiles extends Metadata {
  /** The newest provenance in a file; null where it carries none. */
  readProvenance(path: string): Promise<ProvenanceRecord | null>
  /** What people may have written about a picture, and its camera, as text to search in; `picture-words.ts` says what. */
  readWords(path: string): Promise<string>
  /** Ends the process. It is started by the first call and does not keep this process alive. */
  end(): Promise<void>
}

export interface MetadataOptions extends ExiftoolOptions {
  /** Version of this Lightbench, which signs what it writes. */
  readonly version: string
}

export function createMetadata({ version, ...options }: MetadataOptions): MetadataFiles {
  const exiftool = createExiftool(options)
  return { write, readProvenance, readWords, end: () => exiftool.end() }

  async function write({ target, source, provenance, rules }: MetadataTask): Promise<void> {
    const own = provenanceArguments(provenance, version)
    const writeOwn = (): Promise<void> => changingCopy(target, (copy) => rewrite(copy, own))
    if (rules.metadata === 'none') return writeOwn()
    try {
      await access(source)
      await withPlainName(source, (from) =>
        changingCopy(target, async (copy) => {
          const copying = copyingArguments({ source: from, keepGps: rules.keepGps })
          await rewrite(copy, [...copying, ...own])
          if (!rules.keepGps) await exiftool.change(copy, positionRemoval)
        }),
      )
    } catch (thrown) {
      await writeOwn()
      const message = 'The metadata of the source cannot be carried over; only the provenance was written.'
      throw new AppError('worker-failed', message, { cause: thrown })
    }
  }

  async function rewrite(copy: string, changes: readonly string[]): Promise<void> {
    const [all, common] = clearing
    await exiftool.change(copy, all)
    await exiftool.change(copy, [...common, ...changes])
  }

  async function readProvenance(path: string): Promise<ProvenanceRecord | null> {
    const tags = await withPlainName(path, (plain) => exiftool.read(plain, ['-struct', '-XMP-xmpMM:History']))
    return findProvenance(tags['History'])
  }

  async function readWords(path: string): Promise<string> {
    return wordsOf(await withPlainName(path, (plain) => exiftool.read(plain, [...wordsArguments])))
  }
}
