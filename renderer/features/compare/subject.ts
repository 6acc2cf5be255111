import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { ItemDetails, OutputRow, PictureId, SourceDetails } from '../../../shared/ipc/rows.ts'
import type { AgainItem } from '../review/review-targets.ts'
import type { Stop } from './walk.ts'

/** A picture that can be looked at closely; its size is null as long as it is not known. */
export interface Viewed {
  readonly key: string
  readonly picture: PictureId
  readonly size: { readonly width: number; readonly height: number } | null
  readonly name: string
}

export interface ViewedResult extends Viewed {
  /** Its id; null where only its picture is known yet. */
  readonly id: string | null
  readonly output: OutputRow | null
  /** What it cost, where that is known for it. */
  readonly charged: NanoUsd | null
  /** What made it; null where only main knows. */
  readonly item: AgainItem | null
}

/** One stop of a walk with all there is to see of it. */
export interface Subject {
  readonly key: string
  readonly source: Viewed
  readonly results: readonly ViewedResult[]
  readonly facts: PictureFacts | null
  readonly path: string | null
  readonly failure: Failure | null
}

/** What is known of a stop before main is asked. */
export function subjectOfStop({ key, picture, after, outputId, name, failure }: Stop): Subject {
  const first = {
    key: outputId ?? after ?? '',
    id: outputId,
    size: null,
    name,
    output: null,
    charged: null,
    item: null,
  }
  return {
    key,
    source: { key: 'source', picture, size: null, name },
    results: after === null ? [] : [{ ...first, picture: after }],
    facts: null,
    path: null,
    failure,
  }
}

export function subjectOfSource({ row, facts, path, failure, results }: SourceDetails): Subject {
  return {
    key: String(row.id),
    source: { key: 'source', picture: row.picture, size: facts, name: row.name },
    results: results.map((output) => viewedOutput(output, null, null)),
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
    results: row.outputs.map((output) =>
      viewedOutput(output, charged, { id: row.id, prompt: row.prompt, model: output.model }),
    ),
    facts,
    path: sourcePath,
    failure: row.failure,
  }
}

/** Every result of one source, in the order of the items that made them. */
export function subjectOfItems(key: string, items: readonly ItemDetails[]): Subject | null {
  const subjects = items.map(subjectOfItem)
  const [first] = subjects
  return first === undefined ? null : { ...first, key, results: subjects.flatMap(({ results }) => results) }
}

/**
 * The subject by the names its stop has for it and for its pictures: main may have several for one picture, and those
 * of the stop are on the screen or loaded already.
 */
export function withPicturesOf(stop: Stop, subject: Subject): Subject {
  const { key, picture, after, outputId } = stop
  const isKnown = outputId === null || subject.results.some(({ id }) => id === outputId)
  const results = subject.results.map((result) =>
    after !== null && result.id === outputId ? { ...result, picture: after } : result,
  )
  return {
    ...subject,
    key,
    source: { ...subject.source, picture },
    // Main does not tell of one in the bin, and who walks to it wants to see it.
    results: isKnown ? results : [...subjectOfStop(stop).results, ...results],
  }
}

function viewedOutput(output: OutputRow, charged: NanoUsd | null, item: AgainItem | null): ViewedResult {
  const { id, picture, width, height, name } = output
  return { key: id, id, picture, size: { width, height }, name, output, charged, item }
}
