import { truncateSync, writeFileSync } from 'node:fs'

export interface Bomb {
  readonly name: string
  /** Writes the file at the path it is given. */
  write(path: string): void | Promise<void>
  /** Whether it is to be refused; `may` where it is a whole picture as well, and either will do. */
  readonly end: 'refused' | 'may'
}

export function bomb(name: string, make: () => Buffer | Promise<Buffer>, end: Bomb['end'] = 'refused'): Bomb {
  return {
    name,
    end,
    write: async (path) => {
      writeFileSync(path, await make())
    },
  }
}

/** A file that is long without taking room on the disk. */
export function longFile(name: string, head: Buffer, bytes: number): Bomb {
  return {
    name,
    end: 'refused',
    write: (path) => {
      writeFileSync(path, head)
      truncateSync(path, bytes)
    },
  }
}
