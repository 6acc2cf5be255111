import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { ResultImage } from '../../../../electron/providers/provider.ts'
import { failure } from '../../../support/fake-provider.ts'
import type { Tape } from './tape.ts'

/** What the file host answered for one result so far. */
export interface FileFate {
  expired: number
  broken: number
  busy: number
}

export interface ModelFiles {
  urlOf(work: string, index: number): string
  contentOf(work: string, index: number): string
  fateOf(work: string, index: number): FileFate
  fetchImage(image: ResultImage, target: string): Promise<{ bytes: number; sha256: string }>
}

/** The place results are fetched from. It remembers how often it refused, so that a test knows what may be given up. */
export function createModelFiles(tapeOfWork: (work: string) => Tape): ModelFiles {
  const fates = new Map<string, FileFate>()
  return {
    urlOf,
    contentOf: (work, index) => contentAt(urlOf(work, index)),
    fateOf: (work, index) => fates.get(urlOf(work, index)) ?? { expired: 0, broken: 0, busy: 0 },
    fetchImage: async (image, target) => {
      if (image.kind === 'file') return write(await readKept(image.path), target)
      if (image.kind !== 'url') throw new Error('Only links are fetched here')
      const fate = fates.get(image.url) ?? { expired: 0, broken: 0, busy: 0 }
      fates.set(image.url, fate)
      const [, work = ''] = /example\/([^/]+)\//.exec(image.url) ?? []
      switch (
        tapeOfWork(work).pick(
          ['whole', 'busy', 'expired', 'expired', 'broken', 'broken', 'offline', 'bug'] as const,
          45,
        )
      ) {
        case 'busy':
          fate.busy += 1
          throw failure('busy', 'provider-unavailable')
        case 'offline':
          fate.busy += 1
          throw failure('busy', 'offline')
        case 'expired':
          fate.expired += 1
          throw failure('refused', 'result-lost')
        case 'broken':
          fate.broken += 1
          return write('broken', target)
        case 'bug':
          throw new TypeError('undefined is not a function')
        case 'whole':
          return write(contentAt(image.url), target)
      }
    },
  }
}

function urlOf(work: string, index: number): string {
  return `https://files.example/${work}/${index}`
}

function contentAt(url: string): string {
  return `whole picture at ${url}, and this is its end`
}

async function readKept(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw failure('refused', 'result-lost')
  })
}

async function write(content: string, target: string): Promise<{ bytes: number; sha256: string }> {
  await writeFile(target, content, { flag: 'wx' })
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}
