import { isObject, listAt, textAt } from './json.ts'
import { CallFailure } from './provider.ts'
import type { ApiReply } from './service-api.ts'

const longestMessage = 400

export function isSuccess({ status }: ApiReply): boolean {
  return status >= 200 && status < 300
}

/**
 * What a refusal says, in one line of plain text: the message with the details of its fields, the bare text where it
 * is no JSON, and nothing where it is a page of a proxy. Both `{message}` and `{error: {message}}` are read.
 */
export function refusalText({ json, text }: ApiReply): string {
  if (json === undefined) return isPage(text) ? '' : oneLine(text)
  const message = textAt(json, 'message') ?? textAt(json, 'error', 'message') ?? textAt(json, 'error')
  const details = [...listAt(json, 'errors'), ...listAt(json, 'error', 'errors')].map(detailText)
  return oneLine([message ?? textAt(json, 'detail') ?? '', ...details].filter((part) => part !== '').join('; '))
}

/** Whether the text is a web page, so that it comes from a proxy or a portal and not from the service itself. */
export function isPage(text: string): boolean {
  return text.trimStart().startsWith('<')
}

/** "Runflow refused the request: prompt is empty (422)." */
export function sentence(what: string, reply: ApiReply): string {
  const said = refusalText(reply).replace(/[.\s]+$/, '')
  return said === '' ? `${what} (HTTP ${reply.status}).` : `${what}: ${said} (HTTP ${reply.status}).`
}

/**
 * A redirect as the answer to a paid request. 307 and 308 say that the same request belongs elsewhere, so this server
 * has not taken it; the others may follow upon work that was done, and are no answer.
 */
export function redirectFailure(name: string, { status }: ApiReply): CallFailure {
  const said = `${name} answered the paid request with a redirect (HTTP ${status}), which is never followed.`
  if (status === 307 || status === 308) return new CallFailure('refused', { code: 'provider-failed', message: said })
  const message = `${said} It is not known whether it was accepted.`
  return new CallFailure('unanswered', { code: 'outcome-unknown', message })
}

function detailText(entry: unknown): string {
  if (typeof entry === 'string') return entry
  if (!isObject(entry)) return ''
  const place = textAt(entry, 'field') ?? textAt(entry, 'path') ?? listAt(entry, 'loc').map(String).join('.')
  const message = textAt(entry, 'message') ?? textAt(entry, 'msg') ?? JSON.stringify(entry)
  return place === '' ? message : `${place}: ${message}`
}

function oneLine(text: string): string {
  const clean = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return clean.length > longestMessage ? `${Array.from(clean).slice(0, longestMessage).join('')}…` : clean
}
