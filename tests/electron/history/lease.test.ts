import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeLeaseHolder, takeLease } from '../../../electron/history/lease.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const leaseModule = new URL('../../../electron/history/lease.ts', import.meta.url).href

function holdLeaseElsewhere(folder: string) {
  const script = `const { takeLease } = await import(${JSON.stringify(leaseModule)})
    const lease = takeLease(${JSON.stringify(folder)}, 'another window')
    process.stdout.write(lease ? 'held' : 'refused'); setInterval(() => lease, 1000)`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

it('belongs to one at a time and can be given back', () => {
  const folder = temporaryFolder()
  const first = takeLease(folder, 'window')
  expect(first).not.toBeNull()
  expect(takeLease(folder, 'command line')).toBeNull()
  expect(describeLeaseHolder(folder)).toBe(`window, process ${process.pid}`)
  first?.release()
  const second = takeLease(folder, 'command line')
  expect(second).not.toBeNull()
  second?.release()
})

it('is free again as soon as its process is killed', async () => {
  const folder = temporaryFolder()
  const other = holdLeaseElsewhere(folder)
  const [said] = (await once(other.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('held')
  expect(takeLease(folder, 'command line')).toBeNull()
  expect(describeLeaseHolder(folder)).toBe(`another window, process ${other.pid}`)
  other.kill('SIGKILL')
  await once(other, 'exit')
  const lease = takeLease(folder, 'command line')
  expect(lease).not.toBeNull()
  lease?.release()
})

it('is had even where the note of its holder cannot be written, as on a full disk', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'lease.json'))
  const lease = takeLease(folder, 'window')
  expect(lease).not.toBeNull()
  expect(describeLeaseHolder(folder)).toBe('another process')
})

it('says in words why it cannot be had', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'lease.db'))
  expect(() => takeLease(folder, 'window')).toThrow(expect.objectContaining({ code: 'output-unwritable' }))
})
