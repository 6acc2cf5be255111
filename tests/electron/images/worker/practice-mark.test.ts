import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Region, type Sharp } from 'sharp'
import { expect, it } from 'vitest'
import { adjust } from '../../../../electron/images/worker/adjust.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

async function marked(width: number, height: number) {
  const folder = temporaryFolder()
  const [source, target] = [join(folder, 'source.png'), join(folder, 'target.png')]
  await writeFile(
    source,
    await sharp({ create: { width, height, channels: 3, background: '#4080c0' } })
      .png()
      .toBuffer(),
  )
  await adjust({ source, target, parameters: { practice_mark: true } })
  return sharp(await readFile(target))
}

async function channelRange(picture: Sharp, region: Region) {
  const { channels } = await sharp(await picture.clone().extract(region).toBuffer()).stats()
  return { darkest: channels[0]!.min, lightest: channels[0]!.max }
}

it('puts light letters on a dark plate into the lower right corner and leaves the rest alone', async () => {
  const picture = await marked(800, 600)
  expect(await channelRange(picture, { left: 600, top: 540, width: 200, height: 60 })).toMatchObject({ lightest: 255 })
  expect((await channelRange(picture, { left: 600, top: 540, width: 200, height: 60 })).darkest).toBeLessThan(40)
  expect(await channelRange(picture, { left: 0, top: 0, width: 500, height: 400 })).toEqual({
    darkest: 64,
    lightest: 64,
  })
})

it.each([
  [1, 1],
  [20, 400],
  [400, 6],
])('marks a picture of %i × %i as far as there is room', async (width, height) => {
  const metadata = await (await marked(width, height)).metadata()
  expect([metadata.width, metadata.height, metadata.channels]).toEqual([width, height, 3])
})
