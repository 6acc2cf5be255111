import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { createPictures } from './pictures.ts'

const root = import.meta.dirname
const rebuildAfterMs = 1_500
/** As strict as the hosts are. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Serves the window with a fake main process behind it; each load of the page builds it afresh. */
export async function servePage(port: number, photoFolder: string | null): Promise<Server> {
  const outDir = mkdtempSync(join(tmpdir(), 'lightbench-page-'))
  const picture = createPictures(photoFolder)
  let builtAt = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    void respond(url, response)
  })

  async function respond(url: URL, response: ServerResponse): Promise<void> {
    try {
      const { type, body } = await answer(url)
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
      response.end(body)
    } catch (thrown) {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'failed')
    }
  }

  async function answer({ pathname }: URL): Promise<{ type: string; body: Buffer }> {
    const [, , id, edge] = pathname.split('/')
    if (pathname === '/favicon.ico') return { type: 'image/x-icon', body: Buffer.alloc(0) }
    if (pathname.startsWith('/picture/')) {
      return { type: 'image/webp', body: await picture(id ?? '', Number(edge)) }
    }
    if (pathname === '/' && performance.now() - builtAt > rebuildAfterMs) {
      await buildPage(outDir)
      builtAt = performance.now()
    }
    const path = join(outDir, normalize(pathname === '/' ? '/index.html' : pathname))
    return { type: types[extname(path)] ?? 'application/octet-stream', body: readFileSync(path) }
  }

  await new Promise<void>((done) => void server.listen(port, '127.0.0.1', done))
  return server
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: false,
    },
  })
}

/** `node tests/support/page/serve.ts [port] [folder of photographs]` */
if (process.argv[1] === import.meta.filename) {
  const port = Number(process.argv[2] ?? 5199)
  const photos = process.argv[3]
  await servePage(port, photos === undefined ? null : resolve(photos))
  process.stdout.write(`http://127.0.0.1:${port}/?scenario=running\n`)
}
