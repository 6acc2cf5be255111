import { mkdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { buffer, text as readText } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import {
  startBrowserHost,
  type BrowserHost,
  type BrowserHostOptions,
} from '../../../../electron/hosts/browser/server.ts'
import { createFakeDesk, type FakeDesk } from '../../../support/fake-desk.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface TestHost {
  readonly host: BrowserHost
  readonly desk: FakeDesk
  readonly port: number
  readonly errors: unknown[]
  /** Sends exactly what is said, and nothing of its own but `Host`. */
  call(path: string, call?: Call): Promise<Answered>
  /** What our own page sends, for somebody who was let in. */
  ours(extra?: Readonly<Record<string, string>>): Record<string, string>
  post(path: string, value: unknown): Promise<Answered>
  /** The bytes of an answer to bytes, for what no client sends. */
  raw(bytes: string): Promise<string>
  socket(): Socket
}

export const howToEnter = 'Press Enter in the terminal.'

/** A host with a fake desk behind it, at which somebody is let in already. */
export async function startTestHost(options: Partial<BrowserHostOptions> = {}): Promise<TestHost> {
  const desk = createFakeDesk()
  const errors: unknown[] = []
  const log = { error: (message: string, details?: unknown) => void errors.push(details ?? message) }
  const host = await startBrowserHost({ createDesk: () => desk, pageFolder: makePage(), log, howToEnter, ...options })
  onTestFinished(() => host.close())
  const port = Number(new URL(host.origin).port)
  const call = (path: string, given: Call = {}): Promise<Answered> => send({ port, path, ...given })
  const cookie = cookieOf(await call(pathOf(host.newUrl())))
  const ours = (extra = {}): Record<string, string> => ({
    cookie,
    origin: host.origin,
    'sec-fetch-site': 'same-origin',
    ...extra,
  })
  const post = (path: string, value: unknown): Promise<Answered> =>
    call(path, { method: 'POST', headers: ours({ 'content-type': 'application/json' }), body: JSON.stringify(value) })
  const socket = (): Socket => connect(port, '127.0.0.1').on('error', () => undefined)
  const raw = (bytes: string): Promise<string> => {
    const connection = socket()
    connection.end(bytes)
    return readText(connection)
  }
  return { host, desk, port, errors, call, ours, post, raw, socket }
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}

/** Empty where there was none. */
export function cookieOf({ headers }: Answered): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

function makePage(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Lightbench</title>')
  writeFileSync(join(folder, 'assets', 'page-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'notes.txt'), 'not of the page')
  return folder
}

function send({ port, path, method = 'GET', headers = {}, body }: Call & { port: number; path: string }) {
  return new Promise<Answered>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const { statusCode = 0, headers } = response
      buffer(response).then((bytes) => resolve({ status: statusCode, headers, text: bytes.toString() }), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
