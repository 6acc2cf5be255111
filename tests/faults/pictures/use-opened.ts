import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Images } from '../../../electron/images/images.ts'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import type { Random } from '../random.ts'

interface Opened {
  readonly source: string
  readonly bytes: Buffer
  readonly facts: PictureFacts
  readonly random: Random
}

/**
 * Does with a picture that opened what a batch would do next. Says what was wrong with it; a refusal is thrown as the
 * program throws it.
 */
export async function useOpened(images: Images, { source, bytes, facts, random }: Opened): Promise<string | null> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (facts.sha256 !== hash || facts.bytes !== bytes.length) return 'was taken for another file'
  if (facts.width < 1 || facts.height < 1) return `opened with ${facts.width} × ${facts.height} pixels`
  const target = join(dirname(source), 'written')
  switch (random.int(0, 3)) {
    case 0:
      await images.thumbnail(source, hash, 64)
      return null
    case 1: {
      const rule = { formats: ['jpeg', 'png'], maxBytes: 1_000_000, maxSide: 64 } as const
      const written = await images.prepare({ source, rule, target, keepGps: random.chance(0.5), fitTo: null })
      return Math.max(written.width, written.height) <= 64 ? null : 'was prepared larger than it may be'
    }
    case 2: {
      const format = random.pick(['jpeg', 'png', 'webp', null] as const)
      await images.finish({ source, target, format, quality: 80, size: null, background: null, profileOf: source })
      return null
    }
    default: {
      await images.adjust({ source, target, parameters: { rotate: random.pick([0, 90, 180, -90]), resize: 48 } })
      return null
    }
  }
}
