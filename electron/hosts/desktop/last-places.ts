import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Logger } from '../../log/logger.ts'
import { readSmallFile, writeSmallFile } from './small-file.ts'

const kinds = ['files', 'folder', 'output', 'save'] as const
export type PlaceKind = (typeof kinds)[number]

/** Where the system's dialogs start: where something of the kind was chosen last. */
export interface LastPlaces {
  /** null where nothing was chosen yet, and where that folder is gone. */
  of(kind: PlaceKind): string | null
  /** Remembers the folder in which the first of these lies. */
  note(kind: PlaceKind, chosen: readonly string[]): void
}

const placesSchema = z.partialRecord(z.enum(kinds), z.string().min(1).max(32_768))

/** Over all starts. */
export function createLastPlaces(path: string, log: Pick<Logger, 'warn'>): LastPlaces {
  let places = readSmallFile(path, placesSchema) ?? {}
  return {
    of: (kind) => {
      const folder = places[kind]
      return folder !== undefined && isFolder(folder) ? folder : null
    },
    note: (kind, [first]) => {
      if (first === undefined || places[kind] === dirname(first)) return
      places = { ...places, [kind]: dirname(first) }
      try {
        writeSmallFile(path, places)
      } catch (thrown) {
        log.warn('Where something was chosen cannot be remembered', thrown)
      }
    },
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false // What cannot be looked at is no place to start in.
  }
}
