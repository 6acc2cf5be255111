import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { everything } from '../../../../shared/ipc/history-query.ts'
import type { FakeElectron } from '../../../support/fake-electron.ts'

// `run-bundle.ts MAIN PICTURE` loads the built main process under the fake Electron, uses it as a page would, quits, and
// prints what it saw.

const fakeModule = new URL('../../../support/fake-electron-module.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: fakeModule, shortCircuit: true } : next(specifier, context),
})

const [, , mainPath = '', picturePath = ''] = process.argv
process.argv.splice(1, process.argv.length - 1, mainPath)
const { fake } = (await import(fakeModule)) as { readonly fake: FakeElectron }
await import(pathToFileURL(mainPath).href)
const beforeReady = [...fake.calls]
fake.app.becomeReady()
await until('a window or an error', () => fake.windows.length > 0 || fake.errors.length > 0)
if (fake.errors.length > 0) throw new Error(JSON.stringify(fake.errors))
const window = fake.windows[0]!
window.emit('ready-to-show')

const page = await get('lightbench', 'lightbench://app/')
const html = await page.text()
const [, script = ''] = /src="\.?([^"]+\.js)"/.exec(html) ?? []
const scriptResponse = await get('lightbench', `lightbench://app${script}`)
const appView = await call('app:read')
const dropped = await call('intake:dropped', [picturePath])
let table = await call('sources:list', { after: -1, limit: 10 })
await until('the dropped picture', async () => {
  table = await call('sources:list', { after: -1, limit: 10 })
  return (table as { value?: { total: number } }).value?.total === 1
})
const [row] = (table as { value: { rows: { name: string; picture: string }[] } }).value.rows
const pictureUrl = `lightbench-picture://picture/${row!.picture}?edge=64`
// Made for the first request, and there for the second.
await (await get('lightbench-picture', pictureUrl)).arrayBuffer()
const picture = await get('lightbench-picture', pictureUrl)
const pictureBytes = Buffer.from(await picture.arrayBuffer())
const keys = await call('keys:read')

const past = await call('history:open', { query: everything })
const eventNames = window.webContents.sent.map(({ payload }) => (payload as { name: string }).name)
fake.app.quit()
await until('the end', () => fake.app.hasQuit)

const seen = JSON.stringify({
  beforeReady,
  options: window.options,
  loaded: window.loaded,
  channels: [...fake.ipcHandlers.keys()],
  page: { status: page.status, script, scriptStatus: scriptResponse.status },
  appView,
  dropped,
  row,
  picture: {
    status: picture.status,
    type: picture.headers.get('content-type'),
    start: pictureBytes.toString('latin1', 0, 12),
  },
  keys,
  past,
  eventNames: [...new Set(eventNames)],
  environment: Object.keys(process.env).filter((name) => name.endsWith('API_KEY')),
})
// What is still on its way to a pipe would be lost at the end.
process.stdout.write(seen, () => process.exit())

function call(channel: string, input?: unknown): unknown {
  const { webContents } = window
  return fake.ipcHandlers.get(channel)?.({ sender: webContents, senderFrame: webContents.mainFrame }, input)
}

async function get(scheme: string, url: string): Promise<Response> {
  return fake.pages.get(scheme)!({ url, method: 'GET', signal: new AbortController().signal } as Request)
}

/** There is nobody to tell this process that a bundle it only loads has come so far. */
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await isSo()) return
    await delay(25)
  }
  throw new Error(`Waited in vain for ${what}: ${JSON.stringify([fake.errors, fake.calls])}`)
}
