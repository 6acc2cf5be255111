import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createImages } from '../../electron/images/client/create-images.ts'
import { compare, inParallel, timed, type Benchmark } from './measure.ts'
import { runBareSharp } from './bare-sharp-client.ts'
import { inFolder, makePictures } from './workplace.ts'

const count = 40
const atOnce = 2

/** Upload bytes and thumbnails of 12-megapixel photographs, beside sharp alone at the same settings and concurrency. */
export const pictures: Benchmark = {
  name: 'pictures',
  run: () =>
    inFolder(async (folder) => {
      const paths = await makePictures(join(folder, 'sources'), { count, width: 4000, height: 3000 })
      const images = createImages({ thumbnailsFolder: join(folder, 'thumbnails'), workers: atOnce })
      const hashes = new Map(await Promise.all(paths.map(async (path) => [path, await sha256Of(path)] as const)))
      let round = 0
      const eachOf = (task: (path: string, name: string) => Promise<unknown>) => () => {
        round += 1
        return timed(() => inParallel([...paths.entries()], atOnce, ([index, path]) => task(path, `${round}-${index}`)))
      }
      const rule = { formats: ['png', 'jpeg', 'webp'], maxBytes: 8 * 1024 * 1024, maxSide: 2048 } as const
      const shrink = await compare(
        3,
        eachOf(async (source, name) => {
          const target = join(folder, name)
          await images.prepare({ source, rule, target, keepGps: false, fitTo: null })
          await rm(target)
        }),
        () => runBareSharp('shrink', paths, atOnce),
      )
      const thumbnail = await compare(
        3,
        // A size no other round had, so that the cache on disk never answers.
        eachOf((source) => images.thumbnail(source, hashes.get(source) ?? '', 256 + round)),
        () => runBareSharp('thumbnail', paths, atOnce),
      )
      await images.close()
      return [figure('Prepare 12 MP for upload at 2048 px', shrink), figure('Thumbnail of 12 MP, 256 px', thumbnail)]
    }),
}

async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

function figure(name: string, { oursMs, bareMs, ratio }: Awaited<ReturnType<typeof compare>>) {
  return {
    name,
    value: `${(oursMs / count).toFixed(1)} ms a picture, ${atOnce} at a time`,
    ratio,
    baseline: `bare sharp, ${(bareMs / count).toFixed(1)} ms`,
  }
}
