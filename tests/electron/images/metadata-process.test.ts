import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { keep, photograph, provenance, result, start } from './metadata-support.ts'
import { canary, isRunning, writeFixture } from './support.ts'

describe('what cannot be done', () => {
  it('leaves a target that is no picture as it was', async () => {
    const target = writeFixture(join(temporaryFolder(), 'finished'), Buffer.from('no picture'))
    const task = { target, source: await photograph(), provenance, rules: keep }
    await expect(start().write(task)).rejects.toMatchObject({ code: 'worker-failed' })
    expect(readFileSync(target, 'utf8')).toBe('no picture')
    expect(readdirSync(dirname(target))).toEqual(['finished'])
  })

  it('writes the provenance alone where the source is gone, and says so', async () => {
    const [metadata, target] = [start(), await result()]
    const source = join(temporaryFolder(), 'gone.jpg')
    await expect(metadata.write({ target, source, provenance, rules: keep })).rejects.toMatchObject({
      code: 'worker-failed',
      message: 'The metadata of the source cannot be carried over; only the provenance was written.',
    })
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
  })

  it('carries over what a source has that is no picture: nothing', async () => {
    const [metadata, target] = [start(), await result()]
    const source = writeFixture(join(temporaryFolder(), 'text.jpg'), Buffer.from('text'))
    await metadata.write({ target, source, provenance, rules: keep })
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
  })

  it.skipIf(process.platform === 'win32')('says in one sentence that Perl is missing', async () => {
    const metadata = start({ perlPlaces: { usual: '/nowhere/perl', searchPath: '' } })
    await expect(metadata.readProvenance(await result())).rejects.toMatchObject({
      code: 'worker-failed',
      message: 'ExifTool needs Perl, which this system lacks; install the package “perl”.',
    })
  })

  it('says that ExifTool is missing or does not start, and tries again the next time', async () => {
    const target = await result()
    await expect(
      start({ exiftoolPath: join(temporaryFolder(), 'exiftool') }).readProvenance(target),
    ).rejects.toMatchObject({ code: 'worker-failed' })
    const folder = temporaryFolder()
    const program = writeFixture(join(folder, 'perl'), Buffer.from('#!/nowhere/sh\n'))
    chmodSync(program, 0o755)
    const metadata = start({ perlPlaces: { usual: program, searchPath: '' } })
    for (const _ of [1, 2]) {
      await expect(metadata.readProvenance(target)).rejects.toMatchObject({ code: 'worker-failed' })
    }
  })
})

describe.skipIf(process.platform === 'win32')('the ExifTool process', () => {
  it('gets no key and no configuration of the user', async () => {
    const folder = temporaryFolder()
    const seen = join(folder, 'environment')
    const program = writeFixture(join(folder, 'perl'), Buffer.from(`#!/bin/sh\nenv > '${seen}'\nexec perl "$@"\n`))
    chmodSync(program, 0o755)
    mkdirSync(join(folder, '.ExifTool_config'))
    const before = { ...process.env }
    onTestFinished(() => {
      process.env = before
    })
    Object.assign(process.env, { RUNFLOW_API_KEY: canary, AIMLAPI_API_KEY: canary, EXIFTOOL_HOME: folder })
    await start({ perlPlaces: { usual: program, searchPath: '' } }).readProvenance(await result())
    const names = readFileSync(seen, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0])
    expect(
      names.filter((name) => !['LANG', 'PWD', '_', 'SHLVL', 'OLDPWD', 'TMPDIR', 'TEMP', 'TMP'].includes(name!)),
    ).toEqual([])
  })

  it('lets this process end when nothing else is to be done, and ends with it when it is killed', async () => {
    const [target, copy] = [await result(), join(temporaryFolder(), 'copy')]
    copyFileSync(target, copy)
    const parent = join(import.meta.dirname, 'metadata-parent.ts')
    expect(execFileSync(process.execPath, [parent, target], { encoding: 'utf8', timeout: 20_000 })).toBe('null\n')

    const child = spawn(process.execPath, [parent, copy, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const exiftoolPid = Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }))
    expect(isRunning(exiftoolPid)).toBe(true)
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(isRunning(exiftoolPid)).toBe(false), { timeout: 10_000 })
  }, 40_000)

  it('is one, however many calls come at once', async () => {
    const target = await result()
    const seen = join(temporaryFolder(), 'starts')
    const program = writeFixture(
      join(temporaryFolder(), 'perl'),
      Buffer.from(`#!/bin/sh\necho >> '${seen}'\nexec perl "$@"\n`),
    )
    chmodSync(program, 0o755)
    const counted = start({ perlPlaces: { usual: program, searchPath: '' } })
    const found = await Promise.all([1, 2, 3].map(() => counted.readProvenance(target)))
    expect(found).toEqual([null, null, null])
    expect(readFileSync(seen, 'utf8')).toBe('\n')
  })

  it('is started again at once although the clock was set back by a year', async () => {
    const [target, seen] = [await result(), join(temporaryFolder(), 'pid')]
    const script = `#!/bin/sh\necho $$ > '${seen}'\nexec perl "$@"\n`
    const program = writeFixture(join(temporaryFolder(), 'perl'), Buffer.from(script))
    chmodSync(program, 0o755)
    const metadata = start({ perlPlaces: { usual: program, searchPath: '' } })
    await metadata.readProvenance(target)
    const before = Number(readFileSync(seen, 'utf8'))
    process.kill(before, 'SIGKILL')
    await vi.waitFor(() => expect(isRunning(before)).toBe(false), { timeout: 10_000 })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 365 * 86_400_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await Promise.all([1, 2].map(() => metadata.readProvenance(target)))).toEqual([null, null])
    expect(Number(readFileSync(seen, 'utf8'))).not.toBe(before)
  })

  it('is ended by end(), and started again by the next call', async () => {
    const [metadata, target] = [start(), await result()]
    await metadata.end()
    await metadata.readProvenance(target)
    await metadata.end()
    expect(await metadata.readProvenance(target)).toBeNull()
  })
})
