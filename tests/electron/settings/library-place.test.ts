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

it('is the folder it was moved to, unless the environment names one', () => {
  const usual = temporaryFolder()
  writeFileSync(join(usual, movedNote), JSON.stringify({ folder: '/large/library' }))
  expect(locateLibrary({ environment, path, usual })).toBe('/large/library')
  expect(locateLibrary({ environment: { LIGHTBENCH_HOME: usual }, path, usual })).toBe(usual)
})

it('lies beside a program that is carried about', () => {
  const [stick, usual] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(stick, portableName))
  writeFileSync(join(usual, movedNote), JSON.stringify({ folder: '/large/library' }))
  expect(locateLibrary({ environment, path: join(stick, 'Lightbench.AppImage'), usual })).toBe(
    join(stick, portableName),
  )
})

it.each(['{', '{}', '{"folder":"relative"}', ''])('is refused where the note of a move says %j', (text) => {
  const usual = temporaryFolder()
  writeFileSync(join(usual, movedNote), text)
  expect(() => locateLibrary({ environment, path, usual })).toThrow(/cannot be read/)
})
