import { existsSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { BackgroundImages } from '../../../electron/images/images.ts'
import { createUpkeep, type Upkeep } from '../../../electron/upkeep/create-upkeep.ts'
import { AppError, type ErrorCode } from '../../../shared/errors.ts'
import { addResult } from '../../support/made-results.ts'
import { writeTo } from '../../support/table-parts.ts'
import { createTestLibrary, type TestLibrary } from '../../support/test-library.ts'

export interface Seen {
  readonly lookedAt: string | null
  readonly changed: number | null
  readonly words: string
}

export function seenOf({ database }: TestLibrary, outputId: string): Seen | null {
  return database.get<Seen>(
    `SELECT output.looked_at AS lookedAt, output.changed, source.words FROM output JOIN item ON item.id = output.item_id
       JOIN source ON source.id = item.source_id WHERE output.id = :outputId`,
    { outputId },
  )
}

/** Pictures are text files; says what it was asked for, and fails as it is told. */
export function createFakeBackground() {
  const fake = {
    asked: [] as string[],
    failures: new Map<string, ErrorCode>(),
    /** Files that show a defect. */
    defects: new Set<string>(),
    rests: 0,
    /** Holds up everything that is to be kept, until it is resolved. */
    gate: Promise.resolve(),
  }
  const background: BackgroundImages = {
    whenQuiet: async (signal) => signal.throwIfAborted(),
    keepThumbnails: async (path, _sha256, signal) => {
      fake.asked.push(path)
      await Promise.race([fake.gate, new Promise((resolve) => signal.addEventListener('abort', resolve))])
      signal.throwIfAborted()
      if (fake.defects.has(path)) throw new TypeError('a bug')
      const code = fake.failures.get(path)
      if (code !== undefined) throw new AppError(code, `${path} failed`)
      if (!existsSync(path)) throw new AppError('file-missing', 'It is gone.')
    },
    measureChange: () => Promise.resolve(0.25),
    rest: () => {
      fake.rests += 1
      return Promise.resolve()
    },
  }
  return { fake, background }
}

export function createFakeUpkeep() {
  const library = createTestLibrary()
  const { fake, background } = createFakeBackground()
  const errors: string[] = []
  const read: string[] = []
  const upkeep = createUpkeep({
    database: library.database,
    images: background,
    metadata: { readWords: (path) => (read.push(path), Promise.resolve('Canon')) },
    now: () => library.clock.now(),
    log: { warn: () => undefined, error: (message) => errors.push(message) },
  })
  onTestFinished(() => upkeep.stop())
  let made = 0
  /** Each is newer than the one before it. */
  const add = (name: string) => {
    made += 1
    library.clock.setNow(new Date(Date.UTC(2026, 2, 1, 12, made)))
    const [source, result] = ['in', 'out'].map((folder) =>
      writeTo(library.folder, `${folder}/${name}`, `${folder} ${made}`),
    )
    return {
      source: source ?? '',
      result: result ?? '',
      ...addResult(library, { source: source ?? '', result: result ?? '' }),
    }
  }
  const seen = (outputId: string) => seenOf(library, outputId)
  return { library, fake, upkeep, add, seen, errors, read }
}

/** Tells what is asked of it, and does nothing. */
export function createToldUpkeep() {
  const told: string[] = []
  const listeners = new Set<() => void>()
  const upkeep: Upkeep = {
    begin: () => void told.push('begin'),
    tell: () => undefined,
    again: () => void told.push('again'),
    stop: () => {
      told.push('stop')
      return Promise.resolve()
    },
    onLooked: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { told, upkeep, look: () => listeners.forEach((listener) => listener()) }
}
