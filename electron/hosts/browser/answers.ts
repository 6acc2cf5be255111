import type { ServerResponse } from 'node:http'
import { pageHeaders } from '../page-headers.ts'

/** On every answer. What may be kept by the browser says so itself. */
export const standardHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders({ pictures: null, connects: true }),
  'Cache-Control': 'no-store',
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

/** A page of one sentence, that may go on to another place by itself. */
export function sendPage(
  response: ServerResponse,
  status: number,
  { sentence, next }: { readonly sentence: string; readonly next?: '/' },
): void {
  const refresh = next === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${next}">`
  const head = `<!doctype html><html lang="en"><meta charset="utf-8">${refresh}<title>Lightbench</title>`
  response
    .writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`${head}<p>${escapeHtml(sentence)}</p></html>\n`)
}

export function sendPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
