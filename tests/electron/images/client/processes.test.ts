import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createImages, type ImagesOptions } from '../../../../electron/images/client/create-images.ts'
import type { Images } from '../../../../electron/images/images.ts'
import { AppError } from '../../../../shared/errors.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const rule = { formats: ['png'], maxBytes: 1000, maxSide: null } as const

/** Pictures worked on by the fake process, one at a time unless told otherwise. */
function start(options: Partial<ImagesOptions> = {}): Images {
  const entryPath = join(import.meta.dirname, 'fake-worker.ts')
  const images = createImages({ thumbnailsFolder: temporaryFolder(), entryPath, workers: 1, ...options })
  onTestFinished(() => images.close())
  return images
}

async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await call.catch((caught: unknown) => caught)
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError // Checked by the line above.
}

async function pidOf(images: Images): Promise<number> {
  return Number((await failureOf(images.probe('pid'))).cause)
}

describe('a picture that takes its process with it', () => {
  it('is given to a fresh process once, because it may not be to blame', async () => {
    const images = start()
    expect(await images.probe(`die-once:${join(temporaryFolder(), 'died')}`)).toMatchObject({ format: 'png' })
  })

  it('fails alone the second time, and the next one works', async () => {
    const images = start()
    const [dead, alive] = [images.probe('die'), images.probe('answer')]
    expect(await failureOf(dead)).toMatchObject({ code: 'worker-failed' })
    expect(await alive).toMatchObject({ format: 'png' })
  })

  it('is told from a process that was killed while it had nothing to do', async () => {
    const images = start()
    process.kill(await pidOf(images), 'SIGKILL')
    expect(await images.probe('answer')).toMatchObject({ format: 'png' })
  })
})

describe('a picture that takes too long', () => {
  it('fails alone, with its process', async () => {
    const images = start({ limits: { taskMs: 150 } })
    const before = await pidOf(images)
    const [slow, next] = [images.probe('hang'), pidOf(images)]
    expect(await failureOf(slow)).toMatchObject({
      code: 'picture-timeout',
      message: 'The picture took longer than 0.15 seconds.',
    })
    expect(await next).not.toBe(before)
    expect(() => process.kill(before, 0)).toThrow()
  })

  it('leaves no half-written file', async () => {
    const images = start({ limits: { taskMs: 150 } })
    const target = join(temporaryFolder(), 'half')
    const task = { source: `write-and-hang:${target}`, target, rule, keepGps: false, fitTo: null }
    expect(await failureOf(images.prepare(task))).toMatchObject({ code: 'picture-timeout' })
    expect(existsSync(target)).toBe(false)
  })
})

describe('memory', () => {
  it('beyond the limit is the picture’s own failure', async () => {
    const images = start()
    expect(await failureOf(images.probe('memory'))).toMatchObject({
      code: 'picture-timeout',
      message: 'The picture needs more than the 600 MB of memory one may take.',
    })
    expect(await images.probe('answer')).toMatchObject({ format: 'png' })
  })

  it('kept by a process is given back before the next picture', async () => {
    const images = start()
    const before = await pidOf(images)
    expect(await images.probe('grown')).toMatchObject({ format: 'png' })
    expect(await pidOf(images)).not.toBe(before)
  })
})

describe('a process', () => {
  it('is used again', async () => {
    const images = start()
    expect(await pidOf(images)).toBe(await pidOf(images))
  })

  it('gets no key, no loader and no option from this one', async () => {
    const planted = {
      RUNFLOW_API_KEY: 'canary',
      AIMLAPI_API_KEY: 'canary',
      LD_PRELOAD: '',
      NODE_OPTIONS: '--no-warnings',
    }
    const before = { ...process.env }
    onTestFinished(() => {
      process.env = before
    })
    Object.assign(process.env, planted, { TMPDIR: process.env['TMPDIR'] ?? '/tmp' })
    const { cause } = await failureOf(start().probe('environment'))
    const { environment } = JSON.parse(String(cause)) as { environment: Record<string, string> }
    const names = Object.keys(environment).filter(
      (name) => !name.startsWith('NODE_CHANNEL_') && !name.startsWith('__CF'),
    )
    expect(names).toEqual(['TMPDIR'])
  })

  it('is not believed when its answer makes no sense', async () => {
    const images = start()
    await expect(images.probe('nonsense')).rejects.toThrow()
    expect(await failureOf(images.probe('garbage'))).toMatchObject({ code: 'worker-failed' })
    expect(await images.probe('late')).toMatchObject({ format: 'png' })
  })

  it('that cannot be started fails the picture', async () => {
    const images = start({ nodePath: join(temporaryFolder(), 'no-node') })
    expect(await failureOf(images.probe('answer'))).toMatchObject({ code: 'worker-failed' })
    const broken = start({ entryPath: join(temporaryFolder(), 'no-entry.ts') })
    const failure = await failureOf(broken.probe('answer'))
    expect(failure.code).toBe('worker-failed')
    expect(String(failure.cause)).toContain('no-entry.ts')
  })

  it('does not wait for another', async () => {
    const images = start({ workers: 2, limits: { taskMs: 2000 } })
    const slow = failureOf(images.probe('hang'))
    expect(await Promise.race([slow, images.probe('answer')])).toMatchObject({ format: 'png' })
    expect(await slow).toMatchObject({ code: 'picture-timeout' })
  })

  it('makes thumbnails when nothing else is to be done', async () => {
    const images = start({ limits: { taskMs: 400 } })
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const busy = failureOf(images.probe('hang'))
    const thumbnail = images.thumbnail('pid', '0'.repeat(64), 64).then(note('thumbnail'), note('thumbnail'))
    const probe = images.probe('answer').then(note('probe'))
    await Promise.all([busy, thumbnail, probe])
    expect(order).toEqual(['probe', 'thumbnail'])
  })
})

describe('closing', () => {
  it('ends processes and rejects what waits, what runs, and what comes after', async () => {
    const images = start()
    const pid = await pidOf(images)
    const calls = [images.probe('hang'), images.probe('answer')].map((call) => failureOf(call))
    await images.close()
    for (const failure of await Promise.all(calls)) expect(failure).toMatchObject({ code: 'cancelled' })
    expect(await failureOf(images.probe('answer'))).toMatchObject({ code: 'cancelled' })
    expect(() => process.kill(pid, 0)).toThrow()
    await images.close()
  })
})
