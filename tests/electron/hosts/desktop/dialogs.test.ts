import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DeskHost } from '../../../../electron/desk/desk.ts'
import { createLastPlaces } from '../../../../electron/hosts/desktop/last-places.ts'
import { createFakeDesk } from '../../../support/fake-desk.ts'
import { settings, startedBench } from './desktop-bench.ts'

async function hosted() {
  let host: DeskHost | null = null
  const desk = createFakeDesk({ 'settings:read': () => settings })
  const bench = await startedBench({
    open: (given) => {
      host = given
      return Promise.resolve({ desk, close: () => Promise.resolve() })
    },
  })
  return { ...bench, host: host as unknown as DeskHost } // Assigned by the call above.
}

describe('the desktop host', () => {
  it('asks for files or for a folder, and takes no for an answer', async () => {
    const { host, fake } = await hosted()
    expect(await host.chooseSources('files')).toEqual([])
    expect(await host.chooseFolder()).toBeNull()
    fake.answers.open = { canceled: false, filePaths: ['/a.png', '/b.png'] }
    expect(await host.chooseSources('folder')).toEqual(['/a.png', '/b.png'])
    expect(await host.chooseFolder()).toBe('/a.png')
    expect(fake.dialogOptions).toMatchObject([
      { properties: ['openFile', 'multiSelections'], filters: [{ name: 'Pictures' }] },
      { properties: ['openDirectory', 'createDirectory'] },
      { properties: ['openDirectory'] },
      { properties: ['openDirectory', 'createDirectory'] },
    ])
  })

  it('saves a text where the user says, or not at all', async () => {
    const { host, fake, folder } = await hosted()
    expect(await host.saveText('recipe.json', '{}')).toBe('dismissed')
    const filePath = join(folder, 'mine.json')
    fake.answers.save = { canceled: false, filePath }
    expect(await host.saveText('recipe.json', '{}')).toBe('written')
    expect(readFileSync(filePath, 'utf8')).toBe('{}')
    fake.answers.save = { canceled: false, filePath: join(folder, 'gone', 'mine.json') }
    await expect(host.saveText('recipe.json', '{}')).rejects.toMatchObject({ code: 'output-unwritable' })
  })

  it('starts each kind of dialog where something was chosen last, also at the next start', async () => {
    const { host, fake, folder, libraryFolder, log } = await hosted()
    const [shoots, results] = ['shoots', 'results'].map((name) => join(folder, name))
    for (const path of [shoots!, results!]) mkdirSync(path)
    fake.answers.open = { canceled: false, filePaths: [join(shoots!, 'monday')] }
    await host.chooseSources('folder')
    fake.answers.save = { canceled: false, filePath: join(results!, 'mine.json') }
    await host.chooseFile('recipe.json')
    fake.answers.open = { canceled: true, filePaths: [] }
    const places = (): unknown[] =>
      fake.dialogOptions.map((options) => (options as { defaultPath?: string }).defaultPath)
    await host.chooseSources('folder')
    await host.chooseSources('files')
    await host.chooseFile('other.json')
    expect(places()).toEqual([undefined, 'recipe.json', shoots, undefined, join(results!, 'other.json')])

    const again = createLastPlaces(join(libraryFolder, 'desktop', 'dialogs.json'), log.logger)
    expect([again.of('folder'), again.of('files')]).toEqual([shoots, null])
    rmSync(shoots!, { recursive: true })
    expect(again.of('folder')).toBeNull()
  })

  it('opens and reveals files, and says when the system cannot', async () => {
    const { host, fake } = await hosted()
    await host.openFile('/results/a.png')
    await host.revealFile('/results/a.png')
    expect(fake.opened).toEqual(['open /results/a.png', 'reveal /results/a.png'])
    fake.answers.openPath = 'no program for it'
    await expect(host.openFile('/results/a.png')).rejects.toMatchObject({
      code: 'file-unreadable',
      message: 'a.png cannot be opened: no program for it',
    })
  })

  it('moves files to the bin of the system, and says when that refuses', async () => {
    const { host, fake } = await hosted()
    await host.moveToBin('/results/a.png')
    expect(fake.opened).toEqual(['bin /results/a.png'])
    fake.answers.trashItem = () => Promise.reject(new Error('Failed to move item to trash'))
    await expect(host.moveToBin('/results/a.png')).rejects.toMatchObject({
      code: 'bin-refused',
      message: 'The bin does not take a.png.',
    })
  })

  it.each([
    'http://docs.runflow.io/',
    'https://example.com/',
    'file:///etc/passwd',
    'https://runflow.io@evil.com/',
    'x',
  ])('does not open %s', async (url) => {
    const { host, fake } = await hosted()
    await expect(host.openLink(url)).rejects.toMatchObject({ code: 'invalid-request' })
    expect(fake.opened).toEqual([])
  })

  it('opens pages of known services in the browser', async () => {
    const { host, fake } = await hosted()
    await host.openLink('https://docs.runflow.io/keys')
    expect(fake.opened).toEqual(['browse https://docs.runflow.io/keys'])
  })
})
