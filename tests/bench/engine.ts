import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { compare, inParallel, timed, type Benchmark } from './measure.ts'
import { inFolder, makeBatch, makePictures, openApp, startPractice, type PracticeProcess } from './workplace.ts'

/** Four rounds of both fit into the practice account's credit. */
const pictures = 60
const atOnce = 8

/** The engine over a service that answers at once, beside a loop that makes the same calls and writes the same files. */
export const engineThroughput: Benchmark = {
  name: 'engine',
  run: () =>
    inFolder(async (folder) => {
      const practice = await startPractice()
      const paths = await makePictures(join(folder, 'sources'), { count: pictures, width: 640, height: 480 })
      const app = await openApp(join(folder, 'library'), practice, atOnce)
      let round = 0
      const { oursMs, bareMs, ratio } = await compare(
        3,
        async () => {
          round += 1
          const recipe = { prompt: `make it warm, round ${round}` }
          const id = await makeBatch(app.engine, { paths, outputFolder: join(folder, `ours-${round}`), recipe })
          return timed(() => app.engine.run(id, { leave: new AbortController().signal }))
        },
        () => timed(() => inParallel(paths, atOnce, (path) => bareEdit(practice, path, join(folder, 'bare.tmp')))),
      )
      await app.close()
      await practice.stop()
      const value = `${(oursMs / pictures).toFixed(1)} ms an item, ${atOnce} at a time`
      return [
        {
          name: 'Engine over Runflow practice, no delay',
          value,
          ratio,
          baseline: `bare fetch loop, ${(bareMs / pictures).toFixed(1)} ms`,
        },
      ]
    }),
}

async function bareEdit({ runflow }: PracticeProcess, path: string, target: string): Promise<void> {
  const bytes = await readFile(path)
  const uploaded = await call(runflow, '/v1/asset-uploads', {
    filename: 'picture.jpg',
    mime_type: 'image/jpeg',
    size_bytes: bytes.length,
  })
  await fetch(uploaded['upload_url'] as string, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': 'image/jpeg' },
  })
  const asset = await call(runflow, `/v1/asset-uploads/${uploaded['asset_id'] as string}/confirmations`, {})
  const run = await call(runflow, '/v1/models/reve/edit/runs', {
    input: { prompt: 'make it warm', image_url: asset['url'] },
  })
  for (;;) {
    const record = await call(runflow, `/v1/runs/${run['id'] as string}`, null)
    if (record['status_code'] !== 'succeeded') continue
    const { outputs } = record['output'] as { outputs: { url: string }[] }
    const result = Buffer.from(await (await fetch(outputs[0]!.url)).arrayBuffer())
    createHash('sha256').update(result).digest('hex')
    await writeFile(`${target}-${run['id'] as string}`, result)
    return
  }
}

async function call(
  { url, key }: PracticeProcess['runflow'],
  path: string,
  body: object | null,
): Promise<Record<string, unknown>> {
  const reply = await fetch(url + path, {
    method: body === null ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`The practice service answered ${reply.status}`)
  return (await reply.json()) as Record<string, unknown>
}

/** How long the main process is deaf while it runs a batch. */
export const eventLoop: Benchmark = {
  name: 'event-loop',
  run: () =>
    inFolder(async (folder) => {
      const practice = await startPractice()
      const paths = await makePictures(join(folder, 'sources'), { count: 200, width: 640, height: 480 })
      const app = await openApp(join(folder, 'library'), practice, atOnce)
      const id = await makeBatch(app.engine, { paths, outputFolder: join(folder, 'out'), recipe: {} })
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      await app.engine.run(id, { leave: new AbortController().signal })
      delay.disable()
      await app.close()
      await practice.stop()
      const value = `longest ${milliseconds(delay.max)} ms, 99 % below ${milliseconds(delay.percentile(99))} ms`
      return [
        { name: 'Event loop of the main process, 200 items', value, ratio: null, baseline: 'timer resolution 1 ms' },
      ]
    }),
}

function milliseconds(nanoseconds: number): string {
  return (nanoseconds / 1e6).toFixed(1)
}
