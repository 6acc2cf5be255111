import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { BareTask } from './bare-sharp-client.ts'
import { inParallel, timed } from './measure.ts'

/** The baseline: sharp with the settings of the picture worker and nothing around it. */
sharp.concurrency(1)
sharp.cache(false)

process.once('message', (message: BareRequest) => void answer(message))

interface BareRequest {
  readonly task: BareTask
  readonly paths: readonly string[]
  readonly atOnce: number
}

async function answer({ task, paths, atOnce }: BareRequest): Promise<void> {
  process.send?.(await timed(() => inParallel(paths, atOnce, tasks[task])))
  process.disconnect()
}

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
