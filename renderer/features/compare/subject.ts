import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { ItemDetails, OutputRow, PictureId, SourceDetails } from '../../../shared/ipc/rows.ts'
import type { GalleryEntry } from '../gallery/entry.ts'

/** A picture that can be looked at closely; its size is null as long as it is not known. */
export interface Viewed {
  readonly key: string
  readonly picture: PictureId
  readonly size: { readonly width: number; readonly height: number } | null
  readonly name: string
}

export interface ViewedResult extends Viewed {
  readonly output: OutputRow | null
  /** What it cost, where that is known for it. */
  readonly charged: NanoUsd | null
}

/** One entry of the gallery with all there is to see of it. */
export interface Subject {
  readonly key: string
  readonly source: Viewed
  readonly results: readonly ViewedResult[]
  readonly facts: PictureFacts | null
  readonly path: string | null
  readonly failure: Failure | null
}

/** What is known of an entry before main is asked. */
export function subjectOfEntry({ key, picture, after, name, failure }: GalleryEntry): Subject {
  return {
    key,
    source: { key: 'source', picture, size: null, name },
    results: after === null ? [] : [{ key: after, picture: after, size: null, name, output: null, charged: null }],
    facts: null,
    path: null,
    failure,
  }
}

export function subjectOfSource({ row, facts, path, failure, results }: SourceDetails): Subject {
  return {
    key: String(row.id),
    source: { key: 'source', picture: row.picture, size: facts, name: row.name },
    results: results.map((output) => viewedOutput(output, null)),
    facts,
    path,
    failure,
  }
}

export function subjectOfItem({ row, facts, sourcePath }: ItemDetails): Subject {
  const name = row.label.slice(row.label.lastIndexOf('/') + 1)
  // One charge pays for all outputs of an item; only a single one can be said to have cost it.
  const charged = row.outputs.length === 1 ? row.charged : null
  return {
    key: row.id,
    source: { key: 'source', picture: row.picture, size: facts, name },
    results: row.outputs.map((output) => viewedOutput(output, charged)),
    facts,
    path: sourcePath,
    failure: row.failure,
  }
}

function viewedOutput(output: OutputRow, charged: NanoUsd | null): ViewedResult {
  const { picture, width, height, name } = output
  return { key: output.id, picture, size: { width, height }, name, output, charged }
}
