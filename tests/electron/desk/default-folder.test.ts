import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { defaultOutputFolder } from '../../../electron/desk/default-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function createPlaces() {
  const home = temporaryFolder()
  const libraryFolder = join(home, 'library')
  for (const name of ['library/imports/1', 'photos/one', 'photos/two/deep', 'photos-old']) {
    mkdirSync(join(home, name), { recursive: true })
  }
  return { home, libraryFolder, at: (name: string) => join(home, name) }
}

it.each([
  ['one folder', ['photos/one'], 'photos/one/Lightbench'],
  ['folders side by side', ['photos/one', 'photos/two/deep'], 'photos/Lightbench'],
  ['a folder and one below it', ['photos', 'photos/two/deep'], 'photos/Lightbench'],
  ['folders whose names begin alike', ['photos', 'photos-old'], 'Lightbench'],
  ['pictures that came by way of a browser', ['library/imports/1'], 'Lightbench'],
])('goes to the folder that %s have in common', async (_title, roots, expected) => {
  const places = createPlaces()
  expect(await defaultOutputFolder(roots.map(places.at), places)).toBe(places.at(expected))
})

it('goes to the own folder of the user where the pictures lie on no common folder or one that cannot be written', async () => {
  const places = createPlaces()
  expect(await defaultOutputFolder(['/', places.at('photos')], places)).toBe(places.at('Lightbench'))
  expect(await defaultOutputFolder([], places)).toBe(places.at('Lightbench'))
  writeFileSync(places.at('photos/Lightbench'), 'a file')
  expect(await defaultOutputFolder([places.at('photos')], places)).toBe(places.at('Lightbench'))
})
