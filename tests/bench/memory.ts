import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Benchmark } from './measure.ts'
import { inFolder, makeBatch, openApp, startPractice } from './workplace.ts'

const pictures = 200

/** Peak memory of the main process and of its picture processes for 200 pictures of 24 megapixels. Linux only. */
export const memory: Benchmark = {
  name: 'memory',
  run: () =>
    inFolder(async (folder) => {
      if (process.platform !== 'linux')
        return [{ name: 'Memory', value: 'SKIPPED: needs /proc', ratio: null, baseline: null }]
      const paths = await makeElsewhere(join(folder, 'sources'))
      const practice = await startPractice()
      const beforeMb = peakMb(process.pid)
      const app = await openApp(join(folder, 'library'), practice, 4)
      const children = watchChildren()
      const id = await makeBatch(app.engine, { paths, outputFolder: join(folder, 'out'), recipe: {} })
      await app.engine.run(id, { leave: new AbortController().signal })
      const childMb = children.stop()
      await app.close()
      await practice.stop()
      const value = `main ${peakMb(process.pid)} MB (${beforeMb} MB before the batch), largest picture process ${childMb} MB`
      return [
        { name: `Peak memory, ${pictures} × 24 MP`, value, ratio: null, baseline: 'limit 600 MB a picture process' },
      ]
    }),
}

/** In another process, because making them takes more memory than what is measured. */
async function makeElsewhere(folder: string): Promise<string[]> {
  const entry = new URL('make-pictures.ts', import.meta.url).pathname
  await promisify(execFile)(process.execPath, [entry, folder, String(pictures), '6000', '4000'])
  return readdirSync(folder).map((name) => join(folder, name))
}

/** Picture processes come and go, so their own high-water mark is read while they live. */
function watchChildren() {
  let mostMb = 0
  const timer = setInterval(() => {
    for (const pid of pictureProcesses()) mostMb = Math.max(mostMb, peakMb(pid))
  }, 100)
  return {
    stop: () => {
      clearInterval(timer)
      return mostMb
    },
  }
}

function pictureProcesses(): number[] {
  const children = readdirSync(`/proc/${process.pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return children.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('images/worker')
    } catch {
      return false // It ended between the list and the look.
    }
  })
}

function peakMb(pid: number): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(match?.[1] ?? 0) / 1024)
  } catch {
    return 0 // It ended between the list and the look.
  }
}
