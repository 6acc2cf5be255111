import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createImages } from '../../../electron/images/client/create-images.ts'
import { createMetadata } from '../../../electron/images/metadata.ts'
import { thumbnailPath } from '../../../electron/images/thumbnail-files.ts'
import { createUpkeep } from '../../../electron/upkeep/create-upkeep.ts'
import { eventually } from '../../support/eventually.ts'
import { addResult, sha256Of } from '../../support/made-results.ts'
import { writeTo } from '../../support/table-parts.ts'
import { createTestLibrary } from '../../support/test-library.ts'
import { exiftool } from '../images/support.ts'
import { createFakeBackground, createFakeUpkeep, seenOf } from './upkeep-support.ts'

describe('looking at results', () => {
  it('keeps thumbnails of source and result, reads the words and measures the change', async () => {
    const library = createTestLibrary()
    const [source, result] = [join(library.folder, 'a.jpg'), join(library.folder, 'a-warm.jpg')]
    const red = { create: { width: 600, height: 400, channels: 3 as const, background: '#c02020' } }
    const half = await sharp({ create: { ...red.create, width: 300, background: '#20c020' } })
      .png()
      .toBuffer()
    await sharp(red).jpeg().toFile(source)
    await exiftool('-q', '-overwrite_original', '-Model=EOS R5', '-XMP-dc:Subject=harbour', source)
    await sharp(red)
      .composite([{ input: half, left: 0, top: 0 }])
      .jpeg()
      .toFile(result)
    const made = addResult(library, { source, result })
    const thumbnailsFolder = join(library.folder, 'thumbnails')
    const images = createImages({ thumbnailsFolder, workers: 1, quietMs: 0 })
    const metadata = createMetadata({ version: '1' })
    const log = { warn: () => undefined, error: () => undefined }
    const upkeep = createUpkeep({
      ...library,
      images: images.background,
      metadata,
      log,
      now: () => library.clock.now(),
    })
    onTestFinished(async () => {
      await upkeep.stop()
      await Promise.all([images.close(), metadata.end()])
    })
    upkeep.begin()
    const seen = await eventually(() => {
      const found = seenOf(library, made.outputId)
      expect(found?.lookedAt).not.toBeNull()
      return found
    })
    expect(seen).toMatchObject({ lookedAt: library.clock.now().toISOString(), words: 'EOS R5 · harbour' })
    expect(seen?.changed).toBeCloseTo(0.5, 1)
    for (const path of [source, result]) {
      for (const edge of [256, 1024])
        expect(existsSync(thumbnailPath(thumbnailsFolder, sha256Of(path), edge))).toBe(true)
    }
    const entry = library.database.get<{ changed: number }>('SELECT changed FROM history_entry')
    expect(entry?.changed).toBe(seen?.changed)
    const found = library.database.all(`SELECT rowid FROM history_words WHERE history_words MATCH 'harb*'`)
    expect(found).toHaveLength(1)
  })

  it('begins with the newest, does each once, and goes on after a restart with what is left', async () => {
    const { library, upkeep, add, fake, seen } = createFakeUpkeep()
    const [old, middle, young] = [add('old'), add('middle'), add('young')]
    fake.failures.set(middle.result, 'cancelled')
    upkeep.begin()
    await eventually(() => expect(fake.asked).toEqual([young.result, young.source, middle.result]))
    await upkeep.stop()
    expect(seen(young.outputId)).toEqual({ lookedAt: library.clock.now().toISOString(), changed: 0.25, words: 'Canon' })
    expect(seen(middle.outputId)?.lookedAt).toBeNull()
    fake.failures.clear()
    fake.asked.length = 0
    upkeep.begin()
    await eventually(() => expect(seen(old.outputId)?.lookedAt).not.toBeNull())
    expect(fake.asked).toEqual([middle.result, middle.source, old.result, old.source])
  })

  it('takes what was just made before what is old', async () => {
    const { upkeep, add, fake, seen } = createFakeUpkeep()
    const [old, older] = [add('older'), add('old')].toReversed()
    const hold = Promise.withResolvers<void>()
    fake.gate = hold.promise
    upkeep.begin()
    await eventually(() => expect(fake.asked).toEqual([old?.result]))
    const young = add('young')
    upkeep.tell(young.itemId)
    hold.resolve()
    await eventually(() => expect(seen(older?.outputId ?? '')?.lookedAt).not.toBeNull())
    expect(fake.asked).toEqual([old, young, older].flatMap((made) => [made?.result, made?.source]))
  })

  it('hears of what is made while nothing is left', async () => {
    const { upkeep, add, seen } = createFakeUpkeep()
    let looked = 0
    const forget = upkeep.onLooked(() => (looked += 1))
    upkeep.begin()
    const { itemId, outputId } = add('a')
    upkeep.tell(itemId)
    await eventually(() => expect(seen(outputId)?.lookedAt).not.toBeNull())
    expect(looked).toBe(1)
    forget()
    const next = add('b')
    upkeep.tell(next.itemId)
    await eventually(() => expect(seen(next.outputId)?.lookedAt).not.toBeNull())
    expect(looked).toBe(1)
  })

  it('leaves alone what is about to be published and what is in the bin', async () => {
    const { library, upkeep, add, fake } = createFakeUpkeep()
    const [publishing, binned, shown] = [add('publishing'), add('binned'), add('shown')]
    const { database } = library
    database.run(`UPDATE output SET state = 'publishing' WHERE id = :id`, { id: publishing.outputId })
    database.run(`UPDATE output SET binned_at = '2026' WHERE id = :id`, { id: binned.outputId })
    upkeep.begin()
    await eventually(() => expect(fake.asked).toEqual([shown.result, shown.source]))
    upkeep.tell(publishing.itemId)
    upkeep.tell(binned.itemId)
    const last = add('last')
    upkeep.tell(last.itemId)
    await eventually(() => expect(fake.asked.slice(2)).toEqual([last.result, last.source]))
  })
})

describe('what cannot be looked at', () => {
  it.each(['picture-unreadable', 'picture-refused', 'picture-too-large', 'source-changed'] as const)(
    'for good is looked at, and its change is not known: %s',
    async (code) => {
      const { upkeep, add, fake, seen } = createFakeUpkeep()
      const made = add('a')
      fake.failures.set(made.result, code)
      upkeep.begin()
      await eventually(() => expect(seen(made.outputId)?.lookedAt).not.toBeNull())
      expect(seen(made.outputId)).toMatchObject({ changed: null, words: 'Canon' })
    },
  )

  it('because its drive is away is tried again when it may be back', async () => {
    const { upkeep, add, fake, seen } = createFakeUpkeep()
    const [away, there] = [add('there'), add('away')].toReversed() as [ReturnType<typeof add>, ReturnType<typeof add>]
    renameSync(away.source, `${away.source}.away`)
    upkeep.begin()
    await eventually(() => expect(seen(there.outputId)?.lookedAt).not.toBeNull())
    expect(seen(away.outputId)?.lookedAt).toBeNull()
    expect(fake.asked).toHaveLength(4)
    renameSync(`${away.source}.away`, away.source)
    upkeep.again()
    await eventually(() => expect(seen(away.outputId)).toMatchObject({ changed: 0.25, words: 'Canon' }))
  })

  it('because the drive of the library is full is left, with a word in the log', async () => {
    const { upkeep, add, fake, seen, errors } = createFakeUpkeep()
    const [older, young] = [add('older'), add('young')]
    fake.failures.set(young.result, 'disk-full')
    upkeep.begin()
    await eventually(() => expect(errors).toEqual(['looking through history broke off']))
    upkeep.tell(older.itemId)
    expect([seen(young.outputId)?.lookedAt, seen(older.outputId)?.lookedAt]).toEqual([null, null])
    fake.failures.clear()
    upkeep.begin()
    await eventually(() => expect(seen(older.outputId)?.lookedAt).not.toBeNull())
  })

  it('because of a defect of ours is passed over with a word in the log, but not without end', async () => {
    const { upkeep, add, fake, seen, errors } = createFakeUpkeep()
    const older = add('older')
    fake.defects.add(add('odd').result)
    upkeep.begin()
    await eventually(() => expect(seen(older.outputId)?.lookedAt).not.toBeNull())
    expect(errors).toEqual([expect.stringMatching(/^result .* cannot be looked at$/)])
    for (let times = 0; times < 20; times += 1) fake.defects.add(add(`odd ${times}`).result)
    upkeep.begin()
    await eventually(() => expect(errors.at(-1)).toBe('looking through history broke off'))
    expect(errors).toHaveLength(12)
  })
})

describe('words', () => {
  it('are read once for a source, however much was made of it, and hold for its copies', async () => {
    const { library, upkeep, add, read, seen } = createFakeUpkeep()
    const first = add('a')
    const copy = writeTo(library.folder, 'copy/a', 'in 1')
    const [second, other] = [first.source, copy].map((source, index) =>
      addResult(library, { source, result: writeTo(library.folder, `out/more ${index}`) }),
    )
    upkeep.begin()
    await eventually(() => expect(seen(first.outputId)?.lookedAt).not.toBeNull())
    await eventually(() => expect(seen(second?.outputId ?? '')?.lookedAt).not.toBeNull())
    expect(read.filter((path) => path === first.source)).toHaveLength(1)
    expect(seen(other?.outputId ?? '')?.words).toBe('Canon')
  })

  it('are not those of a picture that took the place of the source', async () => {
    const { upkeep, add, read, seen } = createFakeUpkeep()
    const made = add('a')
    writeFileSync(made.source, 'another picture')
    upkeep.begin()
    await eventually(() => expect(seen(made.outputId)?.lookedAt).not.toBeNull())
    expect([read, seen(made.outputId)?.words]).toEqual([[], ''])
  })
})

describe('stopping', () => {
  it('ends at once in the middle of a picture, and leaves it for the next start', async () => {
    const { upkeep, add, fake, seen, errors } = createFakeUpkeep()
    const made = add('a')
    const hold = Promise.withResolvers<void>()
    fake.gate = hold.promise
    upkeep.begin()
    await eventually(() => expect(fake.asked).toHaveLength(1))
    await upkeep.stop()
    hold.resolve()
    upkeep.tell(made.itemId)
    upkeep.again()
    expect([fake.asked.length, fake.rests, errors, seen(made.outputId)?.lookedAt]).toEqual([1, 1, [], null])
  })

  it('does not wait for a word of a program that hangs', async () => {
    const library = createTestLibrary()
    const { fake, background } = createFakeBackground()
    let isAsked = false
    const upkeep = createUpkeep({
      ...library,
      images: background,
      metadata: { readWords: () => ((isAsked = true), new Promise<string>(() => undefined)) },
      now: () => library.clock.now(),
      log: { warn: () => undefined, error: () => undefined },
    })
    const [source, result] = [writeTo(library.folder, 'in/a'), writeTo(library.folder, 'out/a')]
    addResult(library, { source, result })
    upkeep.begin()
    await eventually(() => expect(isAsked).toBe(true))
    await upkeep.stop()
    expect(fake.rests).toBe(1)
  })

  it('may be done before it has begun, and twice', async () => {
    const { upkeep, add, fake } = createFakeUpkeep()
    await upkeep.stop()
    rmSync(add('a').source)
    upkeep.begin()
    await Promise.all([upkeep.stop(), upkeep.stop()])
    expect(fake.asked).toEqual([])
  })
})
