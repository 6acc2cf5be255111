import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startTestHost, type Answered, type TestHost } from './test-host.ts'
import { eventually } from '../../../support/eventually.ts'

const bytes = { 'content-type': 'application/octet-stream' }
const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0])

async function begin({ post }: TestHost, files = 10): Promise<string> {
  const { text } = await post('/import/begin', { files, first: [] })
  return (JSON.parse(text) as { value: { id: string } }).value.id
}

function fileUrl(id: string, path: string, more = ''): string {
  return `/import/file?${new URLSearchParams({ id, path, modified: '1700000000000' })}${more}`
}

function put({ call, ours }: TestHost, url: string, body: string | Uint8Array = 'bytes'): Promise<Answered> {
  return call(url, { method: 'POST', headers: ours(bytes), body })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}

it('keeps what was dropped as it lay, and adds its top to the light table', async () => {
  const test = await startTestHost()
  const id = await begin(test, 3)
  for (const path of ['shoot 10/raw/a.jpg', 'shoot 10/ü %2e.jpg', 'shoot 9/b.jpg', 'c.png']) {
    expect(JSON.parse((await put(test, fileUrl(id, path))).text), path).toEqual({
      ok: true,
      value: { wantsWhole: false },
    })
  }
  expect(test.desk.added).toEqual([])
  expect(JSON.parse((await test.post('/import/end', { id, isCutOff: false })).text)).toEqual({ ok: true })
  const [folder = ''] = test.desk.importFolders
  expect(filesIn(folder)).toEqual(['c.png', 'shoot 10/raw/a.jpg', 'shoot 10/ü %2e.jpg', 'shoot 9/b.jpg'])
  expect(test.desk.added).toEqual([['c.png', 'shoot 9', 'shoot 10'].map((name) => join(folder, name))])
  expect(readFileSync(join(folder, 'c.png'), 'utf8')).toBe('bytes')
  expect(statSync(join(folder, 'c.png')).mtimeMs).toBe(1_700_000_000_000)
  expect(statSync(join(folder, 'c.png')).mode & 0o777).toBe(0o600)
})

it('says how far it is, and when it is over', async () => {
  const test = await startTestHost()
  const id = await begin(test, 2)
  await put(test, fileUrl(id, 'a.jpg'), '12345')
  await test.post('/import/end', { id, isCutOff: false })
  expect(test.desk.received[0]).toEqual({ files: 0, of: 2, bytes: 0 })
  expect(test.desk.received.at(-1)).toBeNull()
})

it.each([
  '../a.jpg',
  'a/../../b.jpg',
  '..',
  '.',
  '',
  '/etc/passwd',
  'a//b.jpg',
  'a/',
  './a.jpg',
  'C:\\a.jpg',
  '..\\a.jpg',
  'a\0.jpg',
  'a\n.jpg',
  'a\u0085.jpg',
  `${'d/'.repeat(40)}a.jpg`,
  `${'x'.repeat(600)}.jpg`,
])('refuses the path %j', async (path) => {
  const test = await startTestHost()
  const id = await begin(test)
  expect((await put(test, fileUrl(id, path))).status).toBe(400)
  expect(filesIn(test.desk.folder)).toEqual([])
})

it.each([
  ['con.jpg', 'con_.jpg'],
  ['what?.jpg', 'what_.jpg'],
  ['folder. /a.jpg', 'folder/a.jpg'],
  ['.hidden.jpg', '.hidden.jpg'],
  ['a\u202egpj.exe', 'agpj.exe'],
  [`${'ä'.repeat(200)}.jpeg`, `${'ä'.repeat(97)}.jpeg`],
])('gives %j a name every system takes', async (path, kept) => {
  const test = await startTestHost()
  const id = await begin(test)
  await put(test, fileUrl(id, path))
  expect(filesIn(test.desk.importFolders[0]!)).toEqual([kept])
})

it('replaces nothing: a name that is there gets a number', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  for (const body of ['one', 'two', 'three']) await put(test, fileUrl(id, 'image.png'), body)
  const [folder = ''] = test.desk.importFolders
  expect(filesIn(folder)).toEqual(['image (2).png', 'image (3).png', 'image.png'])
  expect(readFileSync(join(folder, 'image.png'), 'utf8')).toBe('one')
})

it('takes nothing for an import that was not begun, and no other message', async () => {
  const test = await startTestHost()
  expect(JSON.parse((await put(test, fileUrl('unknown', 'a.jpg'))).text)).toMatchObject({
    ok: false,
    error: { code: 'cancelled' },
  })
  expect(JSON.parse((await test.post('/import/end', { id: 'unknown', isCutOff: false })).text)).toMatchObject({
    ok: false,
  })
  const none = { first: [] }
  for (const message of [
    null,
    {},
    { files: 0, ...none },
    { files: 100_001, ...none },
    { files: 1, folder: '/etc', ...none },
  ]) {
    expect((await test.post('/import/begin', message)).status).toBe(400)
  }
  expect((await test.post('/import/end', { id: 1 })).status).toBe(400)
  const id = await begin(test)
  expect((await put(test, `/import/file?id=${id}&path=a.jpg`)).status).toBe(400)
  const json = { method: 'POST', headers: test.ours({ 'content-type': 'application/json' }), body: '{}' }
  expect((await test.call(fileUrl(id, 'a.jpg'), json)).status).toBe(415)
  expect(filesIn(test.desk.folder)).toEqual([])
})

it('asks for the whole of a file whose first bytes are a picture, and keeps the head of any other', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  const picture = await put(test, fileUrl(id, 'scan', '&part=head'), jpegHead)
  expect(JSON.parse(picture.text)).toEqual({ ok: true, value: { wantsWhole: true } })
  const film = await put(test, fileUrl(id, 'film.mp4', '&part=head'), 'ftypmp42')
  expect(JSON.parse(film.text)).toEqual({ ok: true, value: { wantsWhole: false } })
  expect(filesIn(test.desk.importFolders[0]!)).toEqual(['film.mp4'])
})

it('refuses a file of more than 512 MB before it comes', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  const tooLarge = String(512 * 1_048_576 + 1)
  const headers = test.ours({ ...bytes, 'content-length': tooLarge, expect: '100-continue' })
  expect((await test.call(fileUrl(id, 'a.jpg'), { method: 'POST', headers })).status).toBe(413)
  expect(filesIn(test.desk.folder)).toEqual([])
})

it('removes a file that turns out too large while it comes', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  const { status, headers } = await put(test, fileUrl(id, 'film.mp4', '&part=head'), Buffer.alloc(70_000))
  expect({ status, connection: headers.connection }).toEqual({ status: 413, connection: 'close' })
  expect(filesIn(test.desk.folder)).toEqual([])
})

/** Begins to send a file and leaves it open after its first bytes. */
async function sendSome(test: TestHost, url: string, files = 1) {
  const connection = test.socket()
  const headers = { ...test.ours(bytes), host: `127.0.0.1:${test.port}`, 'content-length': '1000' }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  connection.write(`POST ${url} HTTP/1.1\r\n${head.join('')}\r\nfirst bytes`)
  await eventually(() => expect(filesIn(test.desk.folder)).toHaveLength(files))
  return connection
}

it('leaves nothing of a file that broke off', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  const connection = await sendSome(test, fileUrl(id, 'shoot/a.jpg'))
  connection.destroy()
  await eventually(() => expect(filesIn(test.desk.folder)).toEqual([]))
  expect(test.errors).toEqual([])
  await put(test, fileUrl(id, 'shoot/b.jpg'))
  await test.post('/import/end', { id, isCutOff: false })
  expect(filesIn(test.desk.importFolders[0]!)).toEqual(['shoot/b.jpg'])
})

it('stops with the intake: what came whole is added, and what is still coming is refused', async () => {
  const test = await startTestHost()
  test.desk.answers['intake:stop'] = () => undefined
  const id = await begin(test)
  await put(test, fileUrl(id, 'a.jpg'))
  const [folder = ''] = test.desk.importFolders
  await sendSome(test, fileUrl(id, 'slow.jpg'), 2)
  expect(JSON.parse((await test.post('/api/intake:stop', null)).text)).toEqual({ ok: true })
  await eventually(() => expect(test.desk.added).toEqual([[join(folder, 'a.jpg')]]))
  expect(test.desk.cutOffs).toEqual([{ files: 1, of: 10 }])
  expect(filesIn(folder)).toEqual(['a.jpg'])
  const late = await put(test, fileUrl(id, 'b.jpg'))
  expect(JSON.parse(late.text)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(test.desk.received.at(-1)).toBeNull()
})

it('puts what arrived on the table before the desk is left, and takes nothing meanwhile', async () => {
  const test = await startTestHost()
  const left = Promise.withResolvers<void>()
  test.desk.leaving = left.promise
  const id = await begin(test)
  await put(test, fileUrl(id, 'a.jpg'))
  const closing = test.host.close()
  await eventually(() => expect(test.desk.leaves).toBe(1))
  expect(test.desk.added).toEqual([[join(test.desk.importFolders[0]!, 'a.jpg')]])
  expect(JSON.parse((await put(test, fileUrl(id, 'b.jpg'))).text)).toMatchObject({ error: { code: 'cancelled' } })
  const { text } = await test.post('/import/begin', { files: 1, first: [] })
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'cancelled' } })
  left.resolve()
  await closing
})

function asKnown(relativePath: string, more: object = {}) {
  return { relativePath, bytes: 5, modifiedMs: 1_700_000_000_000, isHead: false, ...more }
}

it('goes on where the same files were cut off, and says which need not come again', async () => {
  const test = await startTestHost()
  const id = await begin(test, 3)
  await put(test, fileUrl(id, 'shoot/a.jpg'))
  await put(test, fileUrl(id, 'film.mp4', '&part=head'), 'ftyp')
  await test.post('/import/end', { id, isCutOff: true })
  expect(test.desk.cutOffs).toEqual([{ files: 2, of: 3 }])

  const files = [
    asKnown('shoot/a.jpg'),
    asKnown('shoot/b.jpg'),
    asKnown('shoot/a.jpg', { bytes: 6 }),
    asKnown('shoot/a.jpg', { modifiedMs: 1 }),
    asKnown('film.mp4', { bytes: 900, isHead: true }),
    asKnown('../a.jpg'),
  ]
  const again = JSON.parse((await test.post('/import/begin', { files: 3, first: files })).text) as {
    value: { id: string; isGoingOn: boolean }
  }
  expect(again.value.isGoingOn).toBe(true)
  const known = await test.post('/import/know', { id: again.value.id, files })
  expect(JSON.parse(known.text)).toEqual({ ok: true, value: [true, false, false, false, true, false] })
  await put(test, fileUrl(again.value.id, 'shoot/b.jpg'))
  await test.post('/import/end', { id: again.value.id, isCutOff: false })
  const [folder = '', other] = test.desk.importFolders
  expect(other).toBeUndefined()
  expect(filesIn(folder)).toEqual(['film.mp4', 'shoot/a.jpg', 'shoot/b.jpg'])
  expect(test.desk.added.at(-1)).toEqual(['film.mp4', 'shoot'].map((name) => join(folder, name)))
  expect(test.desk.cutOffs.at(-1)).toBeNull()
})

it('adds nothing when no file came', async () => {
  const test = await startTestHost()
  const id = await begin(test)
  await test.post('/import/end', { id, isCutOff: false })
  expect(test.desk.added).toEqual([])
  expect(existsSync(test.desk.importFolders[0]!)).toBe(false)
})

it('says that the disk is not to be written to, and goes on serving', async () => {
  const test = await startTestHost()
  test.desk.makeImportFolder = () => Promise.resolve('/proc/nothing')
  const id = await begin(test)
  const { text } = await put(test, fileUrl(id, 'a.jpg'))
  expect(JSON.parse(text)).toMatchObject({ ok: false, error: { code: 'output-unwritable' } })
  expect((await test.call('/', { headers: test.ours() })).status).toBe(200)
})
