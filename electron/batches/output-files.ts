import type { ConflictRule } from '../../shared/domain/recipe.ts'

export interface PublishTask {
  /** The finished file in the library; left where it is. */
  readonly file: string
  readonly folder: string
  /** Path below `folder`, without extension. */
  readonly target: string
  readonly extension: string
  readonly conflict: ConflictRule
  readonly sha256: string
}

/** Puts finished files where they belong and keeps those that cannot go there. */
export interface OutputFiles {
  /**
   * Copies the file completely, syncs it and gives it its name without replacing another, unless the rule says so and
   * then never a source. Returns the path it has. Throws `disk-full` or `output-unwritable` and leaves nothing behind.
   */
  publish(task: PublishTask): Promise<string>
  /** A file that an interrupted `publish` of the same bytes already put in place; null when there is none. */
  findPublished(task: PublishTask): Promise<string | null>
  /** Moves paid bytes into the recovery folder and returns their path there. */
  keep(file: string, name: string): Promise<string>
}
