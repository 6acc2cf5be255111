import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locateLibrary, movedNote, portableName } from '../../../electron/settings/library-place.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const path = null
const environment = {}

it('is the usual folder unless something else is said', () => {
  const usual = temporaryFolder()
  expect(locateLibrary({ environment, path, usual })).toBe(usual)
  expect(locateLibrary({ environment, path: '/opt/lightbench', usual: '/nowhere' })).toBe('/nowhere')
})

function movedTo(folder: string, target: string): string {
  writeFileSync(join(folder, movedNote), JSON.stringify({ folder: target }))
  return folder
}

function library(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'library.db'), '')
  return folder
}

it('is the folder it was moved to, and from there, whatever named the first one', () => {
  const target = library()
  const usual = movedTo(temporaryFolder(), movedTo(temporaryFolder(), target))
  expect(locateLibrary({ environment, path, usual })).toBe(target)
  expect(locateLibrary({ environment: { LIGHTBENCH_HOME: usual }, path, usual })).toBe(target)
})

it('is refused where it was moved to a drive that is not there, instead of made anew', () => {
  const usual = movedTo(temporaryFolder(), join(temporaryFolder(), 'drive', 'library'))
  expect(() => locateLibrary({ environment, path, usual })).toThrow(/is not there/)
  const emptyMountPoint = movedTo(temporaryFolder(), temporaryFolder())
  expect(() => locateLibrary({ environment, path, usual: emptyMountPoint })).toThrow(/is not there/)
})

it('is refused where notes lead in a circle', () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()]
  movedTo(one, other)
  movedTo(other, one)
  expect(() => locateLibrary({ environment, path, usual: one })).toThrow(/cannot be read/)
})

it('lies beside a program that is carried about, or where it was moved to from there', () => {
  const stick = temporaryFolder()
  const usual = movedTo(temporaryFolder(), library())
  const portable = join(stick, portableName)
  mkdirSync(portable)
  const program = { environment, path: join(stick, 'Lightbench.AppImage'), usual }
  expect(locateLibrary(program)).toBe(portable)
  const target = library()
  movedTo(portable, target)
  expect(locateLibrary(program)).toBe(target)
})

it.each(['{', '{}', '{"folder":"relative"}', ''])('is refused where the note of a move says %j', (text) => {
  const usual = temporaryFolder()
  writeFileSync(join(usual, movedNote), text)
  expect(() => locateLibrary({ environment, path, usual })).toThrow(/cannot be read/)
})
