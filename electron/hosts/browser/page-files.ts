import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface PageFile {
  readonly bytes: Buffer
  readonly mimeType: string
  /** Its name changes with its content. */
  readonly isImmutable: boolean
}

/** By path of the URL, exactly as a request names it. */
export type PageFiles = ReadonlyMap<string, PageFile>

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
}

/**
 * Reads the built page whole. Requests only ever pick from this list, so no path is made from a URL, and building again
 * meanwhile does not mix two pages.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const mimeType = mimeTypes[extname(entry.name)]
    if (!entry.isFile() || mimeType === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const url = `/${relative(folder, path).split(sep).join('/')}`
    const file = { bytes: await readFile(path), mimeType, isImmutable: url.startsWith('/assets/') }
    files.set(url === '/index.html' ? '/' : url, file)
  }
  if (!files.has('/')) throw new Error(`There is no page in ${folder}; build it with “npm run build”.`)
  return files
}
