import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Desk } from '../../desk/desk.ts'
import { isChannel } from '../../ipc/dispatch.ts'
import { sendJson } from './answers.ts'
import type { EventStreams } from './event-streams.ts'
import { checkOrigin, checkSite, type Place } from './guard.ts'
import { HttpRefusal } from './http-refusal.ts'
import { createImportRoutes } from './import-routes.ts'
import type { Imports } from './imports.ts'
import type { PageFile, PageFiles } from './page-files.ts'
import { readJson } from './request-body.ts'
import { sendPicture } from './send-picture.ts'

export interface RouteParts {
  readonly desk: Pick<Desk, 'dispatch' | 'picture'>
  readonly page: PageFiles
  readonly events: EventStreams
  readonly imports: Imports
  readonly place: Place
}

export interface Target {
  /** As it came, nothing decoded: it is only ever compared. */
  readonly path: string
  readonly query: URLSearchParams
}

export type Answer = (request: IncomingMessage, response: ServerResponse, target: Target) => Promise<void> | void

interface Route {
  readonly method: 'GET' | 'POST'
  readonly check: (request: IncomingMessage, place: Place) => void
  readonly answer: Answer
}

/** A selection of a hundred thousand pictures takes 0.7 MB. */
const maxRequestBytes = 2 * 1_048_576
const yearSeconds = 31_536_000

/** Answers requests of somebody who was let in, or throws `HttpRefusal`. */
export function createRoutes(parts: RouteParts): Answer {
  const { desk, page, imports, place } = parts
  const fixed = createFixedRoutes(parts)
  return (request, response, target) => {
    const { method, check, answer } = find(target.path)
    if (request.method !== method) throw new HttpRefusal(405, `This takes ${method} only.`, { Allow: method })
    check(request, place)
    return answer(request, response, target)
  }

  function find(path: string): Route {
    const route = fixed.get(path)
    if (route !== undefined) return route
    if (path.startsWith('/api/')) return { method: 'POST', check: checkOrigin, answer: ask(path.slice('/api/'.length)) }
    if (path.startsWith('/picture/')) return { method: 'GET', check: checkSite, answer: sendPictureOf(desk) }
    const file = page.get(path)
    if (file === undefined) throw new HttpRefusal(404, 'There is nothing here.')
    // Whoever follows a link to the page sees it; nothing else of it is for other pages.
    return { method: 'GET', check: path === '/' ? () => undefined : checkSite, answer: sendFile(file) }
  }

  function ask(channel: string): Answer {
    if (!isChannel(channel)) throw new HttpRefusal(404, 'There is no such request.')
    return async (request, response) => {
      sendJson(response, await desk.dispatch(channel, await readJson(request, maxRequestBytes)))
      // What is still on its way from a browser stops as well; what arrived is kept like what is on the table.
      if (channel === 'intake:stop') await imports.stop()
    }
  }
}

function createFixedRoutes({ events, imports }: RouteParts): ReadonlyMap<string, Route> {
  const importing = createImportRoutes(imports)
  return new Map<string, Route>([
    ['/events', { method: 'GET', check: checkOrigin, answer: (_request, response) => events.open(response) }],
    ['/import/begin', post(async (request, response) => sendJson(response, await importing.begin(request)))],
    [
      '/import/file',
      post(async (request, response, { query }) => sendJson(response, await importing.file(request, query))),
    ],
    ['/import/know', post(async (request, response) => sendJson(response, await importing.know(request)))],
    ['/import/end', post(async (request, response) => sendJson(response, await importing.end(request)))],
    // Browsers ask for it unasked.
    [
      '/favicon.ico',
      { method: 'GET', check: checkSite, answer: (_request, response) => void response.writeHead(204).end() },
    ],
  ])
}

function post(answer: Answer): Route {
  return { method: 'POST', check: checkOrigin, answer }
}

function sendPictureOf(desk: RouteParts['desk']): Answer {
  return (_request, response, { path, query }) =>
    sendPicture(desk, { id: path.slice('/picture/'.length), edge: query.get('edge') }, response)
}

function sendFile({ bytes, mimeType, isImmutable }: PageFile): Answer {
  return (_request, response) => {
    if (isImmutable) response.setHeader('Cache-Control', `private, max-age=${yearSeconds}, immutable`)
    response.writeHead(200, { 'Content-Type': mimeType, 'Content-Length': bytes.length }).end(bytes)
  }
}
