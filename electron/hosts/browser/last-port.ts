import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The port this library was served on before, so that pages that are open find it again; 0 where there is none. */
export function readLastPort(libraryFolder: string): number {
  const path = fileOf(libraryFolder)
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port <= 65_535 ? port : 0
}

export function keepLastPort(libraryFolder: string, origin: string): void {
  writeFileSync(fileOf(libraryFolder), `${new URL(origin).port}\n`, { mode: 0o600 })
}

function fileOf(libraryFolder: string): string {
  return join(libraryFolder, 'browser-port')
}
