import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { writeNewFile } from '../../../electron/providers/result-file.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightbench-result-'))
  const made = folder
  onTestFinished(() => rm(made, { recursive: true, force: true }))
})

it('writes all chunks and says how many bytes they are and what they hash to', async () => {
  const chunks = [Buffer.from('one'), Buffer.alloc(0), Buffer.from('two')]
  const target = join(folder, 'a')
  const sha256 = createHash('sha256').update('onetwo').digest('hex')
  expect(await writeNewFile(target, chunks)).toEqual({ bytes: 6, sha256 })
  expect(await readFile(target, 'utf8')).toBe('onetwo')
})

it('leaves nothing behind when the chunks fail', async () => {
  await expect(writeNewFile(join(folder, 'a'), failing())).rejects.toThrow('cut')
  expect(await readdir(folder)).toEqual([])
})

it('never touches a file that is there', async () => {
  const target = join(folder, 'a')
  await writeFile(target, 'mine')
  await expect(writeNewFile(target, [Buffer.from('other')])).rejects.toMatchObject({ code: 'output-unwritable' })
  expect(await readFile(target, 'utf8')).toBe('mine')
})

it('names a folder that is gone or may not be written', async () => {
  const gone = writeNewFile(join(folder, 'no', 'a'), [])
  await expect(gone).rejects.toThrow('ENOENT')
  await chmod(folder, 0o500)
  const isRoot = process.getuid?.() === 0
  if (!isRoot) await expect(writeNewFile(join(folder, 'a'), [])).rejects.toMatchObject({ code: 'output-unwritable' })
  await chmod(folder, 0o700)
})

it('says that the disk is full, and leaves nothing behind', async () => {
  await expect(writeNewFile(join(folder, 'a'), fullDisk())).rejects.toMatchObject({ code: 'disk-full' })
  expect(await readdir(folder)).toEqual([])
})

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('begun')
  throw new Error('cut')
}

/** A disk cannot be filled here, so its failure is raised where the system would raise it. */
async function* fullDisk(): AsyncGenerator<Buffer> {
  yield Buffer.from('begun')
  throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
}
