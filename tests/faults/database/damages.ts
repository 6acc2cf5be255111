import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Random } from '../random.ts'

export interface Damage {
  readonly name: string
  /** Whether the program has to notice: what lies in the middle of a text can be read as another text. */
  readonly isNoticed: boolean
  /** Whether committed entries are gone without a trace, as on a disk that lies about what it has written. */
  readonly forgets?: boolean
  /** Damages the library in a folder; the function it may return ends what has to last while the program runs. */
  apply(home: string): void | (() => void)
}

const main = (home: string): string => join(home, 'library.db')
const journal = (home: string): string => join(home, 'library.db-wal')
const sqliteHeader = 100

/** What happens to files as a whole; each once. */
export const wholeDamages: readonly Damage[] = [
  { name: 'emptied', isNoticed: true, apply: (home) => writeFileSync(main(home), '') },
  {
    name: 'replaced by text',
    isNoticed: true,
    apply: (home) => writeFileSync(main(home), 'these are my holiday notes'.repeat(999)),
  },
  { name: 'replaced by a folder', isNoticed: true, apply: (home) => (rmSync(main(home)), mkdirSync(main(home))) },
  {
    name: 'all zeros',
    isNoticed: true,
    apply: (home) => writeFileSync(main(home), Buffer.alloc(readFileSync(main(home)).length)),
  },
  {
    name: 'of a newer program',
    isNoticed: true,
    apply: (home) => withDatabase(home, (database) => database.exec('PRAGMA user_version = 99')),
  },
  ...[-1, 0, 2].map((version) => ({
    name: `marked as version ${version}`,
    isNoticed: true,
    apply: (home: string) => withDatabase(home, (database) => database.exec(`PRAGMA user_version = ${version}`)),
  })),
  {
    name: 'a trigger that names no table',
    isNoticed: true,
    apply: (home) =>
      withDatabase(home, (database) =>
        database.exec(`PRAGMA writable_schema = ON;
          UPDATE sqlite_schema SET sql = replace(sql, 'history_words', 'historyOwords') WHERE type = 'trigger'`),
      ),
  },
  {
    name: 'of another program',
    isNoticed: true,
    apply: (home) => withDatabase(home, (database) => database.exec('PRAGMA application_id = 7')),
  },
  {
    name: 'without a table',
    isNoticed: true,
    apply: (home) => withDatabase(home, (database) => database.exec('PRAGMA foreign_keys = OFF; DROP TABLE spend')),
  },
  { name: 'locked by another program', isNoticed: true, apply: lock },
  {
    name: 'index of the journal deleted',
    isNoticed: false,
    apply: (home) => rmSync(`${main(home)}-shm`, { force: true }),
  },
  {
    name: 'index of the journal rubbish',
    isNoticed: false,
    apply: (home) => writeFileSync(`${main(home)}-shm`, Buffer.alloc(32_768, 0xa5)),
  },
  { name: 'journal a folder', isNoticed: true, apply: (home) => (rmSync(journal(home)), mkdirSync(journal(home))) },
  { name: 'journal deleted', isNoticed: false, forgets: true, apply: (home) => rmSync(journal(home)) },
  {
    name: 'journal rubbish',
    isNoticed: false,
    forgets: true,
    apply: (home) => writeFileSync(journal(home), Buffer.alloc(40_000, 0x5a)),
  },
  {
    name: 'moved away, journal left',
    isNoticed: false,
    forgets: true,
    apply: (home) => renameSync(main(home), `${main(home)}.old`),
  },
]

/** What happens somewhere; the seed says where. */
export function randomDamage(random: Random): Damage {
  return random.pick([cutMain, cutJournal, headerByte, pageGone, bytesFlipped, journalBytes])(random)
}

function cutMain(random: Random): Damage {
  const share = random.next()
  return {
    name: `cut to ${percent(share)}`,
    // The last pages may stand in the journal as well.
    isNoticed: share < 0.5,
    apply: (home) => truncateSync(main(home), Math.max(sqliteHeader, Math.floor(sizeOf(main(home)) * share * 0.98))),
  }
}

function cutJournal(random: Random): Damage {
  const share = random.next()
  return {
    name: `journal cut to ${percent(share)}`,
    isNoticed: false,
    forgets: true,
    apply: (home) => truncateSync(journal(home), Math.floor(sizeOf(journal(home)) * share)),
  }
}

function headerByte(random: Random): Damage {
  const [at, value] = [random.int(0, sqliteHeader - 1), random.int(1, 255)]
  return {
    name: `byte ${at} of the header changed`,
    isNoticed: false,
    apply: (home) => change(main(home), (bytes) => (bytes[at] = (bytes[at] ?? 0) ^ value)),
  }
}

function pageGone(random: Random): Damage {
  const share = random.next()
  return {
    name: `page at ${percent(share)} overwritten`,
    isNoticed: false,
    apply: (home) =>
      change(main(home), (bytes) => {
        const page = Math.floor((share * bytes.length) / 4096) * 4096
        bytes.fill(0x11, page, page + 4096)
      }),
  }
}

function bytesFlipped(random: Random): Damage {
  const places = Array.from({ length: random.int(1, 12) }, () => ({ share: random.next(), bit: random.int(0, 7) }))
  return {
    name: `${places.length} bits flipped`,
    isNoticed: false,
    apply: (home) => change(main(home), (bytes) => flip(bytes, places)),
  }
}

function journalBytes(random: Random): Damage {
  const places = [{ share: random.next(), bit: random.int(0, 7) }]
  return {
    name: `bit of the journal at ${percent(places[0]?.share ?? 0)} flipped`,
    isNoticed: false,
    forgets: true,
    apply: (home) => change(journal(home), (bytes) => flip(bytes, places)),
  }
}

function flip(bytes: Buffer, places: readonly { readonly share: number; readonly bit: number }[]): void {
  for (const { share, bit } of places) {
    const at = Math.floor(share * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  }
}

function change(path: string, work: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path)
  work(bytes)
  writeFileSync(path, bytes)
}

function withDatabase(home: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(main(home), { enableForeignKeyConstraints: false, defensive: false })
  work(database)
  database.close()
}

/** Longer than the program waits for others. */
function lock(home: string): () => void {
  const database = new DatabaseSync(main(home))
  database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE batch SET number = number')
  return () => database.close()
}

function sizeOf(path: string): number {
  return existsSync(path) ? readFileSync(path).length : 0
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
