import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { BareTask } from './bare-sharp-client.ts'
import { inParallel, timed } from './measure.ts'

/** The baseline: sharp with the settings of the picture worker and nothing around it. */
sharp.concurrency(1)
sharp.cache(false)

process.once('message', (message: { task: BareTask; paths: string[]; atOnce: number }) => {
  void timed(() => inParallel(message.paths, message.atOnce, tasks[message.task])).then((ms) => {
    process.send?.(ms)
    process.disconnect()
  })
})

const tasks: Record<BareTask, (path: string) => Promise<unknown>> = {
  shrink: async (path) =>
    sharp(await readFile(path), { failOn: 'warning' })
      .autoOrient()
      .resize(2048, 2048, { fit: 'inside' })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  thumbnail: async (path) =>
    sharp(await readFile(path), { failOn: 'warning' })
      .autoOrient()
      .resize(256, 256, { fit: 'inside' })
      .webp({ effort: 2 })
      .toBuffer(),
}
