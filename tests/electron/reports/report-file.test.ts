import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeReportFile, writeParts } from '../../../electron/reports/report-file.ts'
import { createFaultyFileSystem, type Faults } from '../../support/faulty-file-system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const { signal } = new AbortController()

async function make(faults: Faults = {}, folder = temporaryFolder()) {
  const fileSystem = createFaultyFileSystem(faults)
  const place = { path: join(folder, 'report.csv'), ifThere: 'refuse' as const }
  const parts = ['one,', 'zwö\r\n']
  const making = makeReportFile(fileSystem, place, (path) => writeParts(fileSystem, path, { parts, signal }))
  return { folder, made: await making.catch((thrown: unknown) => thrown), calls: fileSystem.calls }
}

it('is whole under its name, and leaves nothing else behind', async () => {
  const { folder, made } = await make({ shortWrites: 3 })
  expect(made).toBe(join(folder, 'report.csv'))
  expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toBe('one,zwö\r\n')
  expect(readdirSync(folder)).toEqual(['report.csv'])
})

describe('a disk that is full', () => {
  it('is said to be, at whichever call it is met, and no part of a file is left', async () => {
    const { calls } = await make()
    for (const [failAt] of calls.entries()) {
      const { folder, made } = await make({ failAt, code: 'ENOSPC' })
      const names = readdirSync(folder)
      // A file that is there in spite of a failure is whole: only its temporary name could not be taken away.
      if (names.includes('report.csv')) expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toBe('one,zwö\r\n')
      expect(made, calls[failAt]).toMatchObject({ code: 'disk-full' })
      expect(names.filter((name) => name !== 'report.csv')).toEqual([])
    }
  })

  it('that keeps fewer bytes than it took is not believed', async () => {
    const { folder, made } = await make({ lyingSize: 3n })
    expect(made).toMatchObject({ code: 'output-unwritable' })
    expect(readdirSync(folder)).toEqual([])
  })
})

it('never replaces a file, also on drives that know no links', async () => {
  for (const faults of [{}, { linkCode: 'EPERM' }]) {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'report.csv'), 'mine')
    expect((await make(faults, folder)).made).toMatchObject({ code: 'invalid-request' })
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toBe('mine')
    expect(readdirSync(folder)).toEqual(['report.csv'])
  }
})
