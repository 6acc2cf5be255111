import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { moveToLinuxBin, type LinuxBinOptions } from '../../../../electron/hosts/browser/linux-bin.ts'
import { nodeFileSystem, type FileSystem } from '../../../../electron/library/file-system.ts'
import { createFaultyFileSystem } from '../../../support/faulty-file-system.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function createPlace(fileSystem: FileSystem = nodeFileSystem) {
  const folder = temporaryFolder()
  const bin = join(folder, 'data', 'Trash')
  const options: LinuxBinOptions = {
    fileSystem,
    environment: { XDG_DATA_HOME: join(folder, 'data') },
    userId: 4711,
    now: () => new Date(2026, 2, 1, 9, 5, 7),
  }
  const write = (name: string, text = name): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  return { folder, bin, write, options, move: (path: string) => moveToLinuxBin(path, options) }
}

it.skipIf(process.platform === 'win32')(
  'moves a file to the bin of its user, with where it came from and when',
  async () => {
    const { bin, folder, write, move } = createPlace()
    const path = write('Grün & [roh] 100%.jpg', 'pixels')
    await move(path)
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(join(bin, 'files', 'Grün & [roh] 100%.jpg'), 'utf8')).toBe('pixels')
    const info = readFileSync(join(bin, 'info', 'Grün & [roh] 100%.jpg.trashinfo'), 'utf8')
    const [first, from, at] = info.trimEnd().split('\n')
    expect([first, at]).toEqual(['[Trash Info]', 'DeletionDate=2026-03-01T09:05:07'])
    expect(from).toMatch(/^Path=[\x21-\x7e]+$/)
    expect(decodeURIComponent(from!.slice('Path='.length))).toBe(path)
    expect(statSync(join(bin, 'info')).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder)).toEqual(['data'])
  },
)

it.skipIf(process.platform === 'win32')(
  'gives equal names numbers, and never replaces what is in the bin',
  async () => {
    const { bin, write, move } = createPlace()
    for (const text of ['one', 'two', 'three']) await move(write('a.jpg', text))
    expect(['a.jpg', 'a.2.jpg', 'a.3.jpg'].map((name) => readFileSync(join(bin, 'files', name), 'utf8'))).toEqual([
      'one',
      'two',
      'three',
    ])
    writeFileSync(join(bin, 'files', 'b.jpg'), 'without a word of where it came from')
    const path = write('b.jpg')
    await expect(move(path)).rejects.toMatchObject({ code: 'bin-refused' })
    expect(readFileSync(path, 'utf8')).toBe('b.jpg')
    expect(readFileSync(join(bin, 'files', 'b.jpg'), 'utf8')).toBe('without a word of where it came from')
    expect(existsSync(join(bin, 'info', 'b.jpg.trashinfo'))).toBe(false)
  },
)

it.skipIf(process.platform === 'win32')('leaves a file in its place that the bin cannot take', async () => {
  for (const only of ['open', 'sync', 'link', 'unlink']) {
    const { folder, write, move } = createPlace(createFaultyFileSystem({ only, failAt: 0, code: 'EIO' }))
    const path = write('a.jpg')
    await expect(move(path)).rejects.toMatchObject({ code: 'bin-refused' })
    expect(readFileSync(path, 'utf8')).toBe('a.jpg')
    expect(readdirSync(join(folder, 'data', 'Trash', 'files'))).toEqual([])
    expect(readdirSync(join(folder, 'data', 'Trash', 'info'))).toEqual([])
  }
  const { move, folder } = createPlace()
  await expect(move(join(folder, 'gone.jpg'))).rejects.toMatchObject({ code: 'bin-refused' })
})

it.skipIf(process.platform === 'win32')('copies a file that the system does not let move over', async () => {
  const { bin, write, move } = createPlace(createFaultyFileSystem({ linkCode: 'EXDEV' }))
  const path = write('a.jpg', 'pixels')
  await move(path)
  expect(existsSync(path)).toBe(false)
  expect(readFileSync(join(bin, 'files', 'a.jpg'), 'utf8')).toBe('pixels')
})

/** Memory that every Linux mounts as a drive of its own. */
const otherDrive = '/dev/shm'
const hasOtherDrive = existsSync(otherDrive) && statSync(otherDrive).dev !== statSync(temporaryFolderHere()).dev

function temporaryFolderHere(): string {
  return process.env['TMPDIR'] ?? '/tmp'
}

it.skipIf(!hasOtherDrive)('uses the bin of another drive, as its user or as the drive says', async () => {
  const { move, options } = createPlace()
  const folder = mkdtempSync(join(otherDrive, 'lightbench-bin-'))
  const own = join(otherDrive, `.Trash-${options.userId}`)
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(own, { recursive: true, force: true })
  })
  writeFileSync(join(folder, 'a b.jpg'), 'pixels')
  await move(join(folder, 'a b.jpg'))
  expect(readFileSync(join(own, 'files', 'a b.jpg'), 'utf8')).toBe('pixels')
  expect(readFileSync(join(own, 'info', 'a b.jpg.trashinfo'), 'utf8')).toContain(
    `Path=${folder.slice(otherDrive.length + 1)}/a%20b.jpg\n`,
  )
})

it.skipIf(!hasOtherDrive)('uses its user’s own bin where that of the drive is a link', async () => {
  const { bin, move, options, folder: elsewhere } = createPlace()
  const folder = mkdtempSync(join(otherDrive, 'lightbench-bin-'))
  const own = join(otherDrive, `.Trash-${options.userId}`)
  mkdirSync(join(elsewhere, 'trap'))
  chmodSync(join(elsewhere, 'trap'), 0o777)
  symlinkSync(join(elsewhere, 'trap'), own)
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(own, { force: true })
  })
  writeFileSync(join(folder, 'a.jpg'), 'pixels')
  await move(join(folder, 'a.jpg'))
  expect(readFileSync(join(bin, 'files', 'a.jpg'), 'utf8')).toBe('pixels')
  expect(readdirSync(join(elsewhere, 'trap'))).toEqual([])
})
