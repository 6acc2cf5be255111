import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// `node serve-bare.ts FOLDER`: the pages beside which the window is measured, with FOLDER/list.json and the pictures of
// FOLDER/thumbs, each under as many addresses as there are sources.

const [folder = ''] = process.argv.slice(2)
const virtual = fileURLToPath(new URL('.', import.meta.resolve('@tanstack/virtual-core')))
const thumbs = readAll(join(folder, 'thumbs'))
const list = readAll(folder).get('list.json') ?? Buffer.from('[]')
const pages = readAll(import.meta.dirname)
const modules = readAll(virtual)
const pictures = [...thumbs.values()]

const server = createServer(({ url = '/' }, response) => {
  const [, kind = '', name = ''] = new URL(url, 'http://bare').pathname.split('/')
  const [type, bytes] = find(kind, name)
  response.writeHead(bytes === undefined ? 404 : 200, { 'Content-Type': type }).end(bytes)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`) // It listens on a port.
})
process.once('SIGINT', () => process.exit(0))

function find(kind: string, name: string): readonly [type: string, bytes: Buffer | undefined] {
  if (kind === 'list.json') return ['application/json', list]
  if (kind === 'thumb') return ['image/webp', pictures[Number(name) % pictures.length]]
  if (kind === 'virtual') return ['text/javascript', modules.get(name)]
  return ['text/html; charset=utf-8', pages.get(`bare-${kind}.html`)]
}

/** Empty where there is no such folder: a page without pictures needs none. */
function readAll(from: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(from)) return new Map()
  const files = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(files.map(({ name }) => [name, readFileSync(join(from, name))]))
}
