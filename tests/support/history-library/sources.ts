import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import { pictureSize, type PictureWriter } from './pictures.ts'
import type { Insert } from './rows.ts'
import { exifWords, sourceName, type Random } from './texts.ts'

export interface Source {
  readonly id: string
  readonly label: string
}

interface Dependencies {
  readonly insert: Insert
  readonly random: Random
  /** Absolute. */
  readonly folder: string
  readonly sources: number
  /** Writes the first so many as real files. */
  readonly real: number
  readonly pictures: PictureWriter | null
}

/** A source by its number, made the first time it is used. */
export function createSourcePool(dependencies: Dependencies): (number: number, at: string) => Source {
  const made = new Map<number, Source>()
  return (number, at) => {
    const source = made.get(number) ?? makeSource(dependencies, number, at)
    made.set(number, source)
    return source
  }
}

function makeSource({ insert, random, folder, sources, ...files }: Dependencies, number: number, at: string): Source {
  const label = sourceName(number, sources)
  const path = join(folder, label)
  const isReal = number < files.real
  const { sha256, bytes } = (isReal ? files.pictures?.write(path, { number, isResult: false }) : null) ?? {
    sha256: hashOf(path),
    bytes: 4_000_000 + number,
  }
  const facts: PictureFacts = {
    ...(isReal ? pictureSize : { width: 4_000, height: 3_000 }),
    format: 'jpeg',
    orientation: 1,
    profile: null,
    hasAlpha: false,
    bitDepth: 8,
    takenAt: at.slice(0, 19),
    bytes,
    sha256,
  }
  const id = `source-${number}`
  insert('source', {
    id,
    path,
    bytes,
    sha256,
    modified_ms: Date.parse(at),
    facts: JSON.stringify(facts),
    added_at: at,
    words: exifWords(random),
  })
  return { id, label }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
