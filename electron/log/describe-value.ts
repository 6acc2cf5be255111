import { AppError } from '../../shared/errors.ts'

type Loggable = string | number | boolean | null | readonly Loggable[] | { readonly [key: string]: Loggable }

const maxDepth = 6
const maxEntries = 50
const maxTextLength = 4_000
const secretNames =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-?key|key|password|secret|token|access-?token)$/i

/**
 * Makes any value fit for one line of JSON: errors with their chain of causes, bytes as their number, fields with the
 * name of a secret left out, circles and depths cut. Every text in it goes through `clean`. Never throws.
 */
export function describeValue(value: unknown, clean: (text: string) => string): Loggable {
  return describe(value, { clean, depth: 0, above: [] })
}

interface Place {
  readonly clean: (text: string) => string
  readonly depth: number
  readonly above: readonly object[]
}

function describe(value: unknown, place: Place): Loggable {
  if (typeof value === 'string') return shorten(place.clean(value))
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return `[${typeof value}]`
  if (place.above.includes(value)) return '[circle]'
  if (place.depth === maxDepth) return '[too deep]'
  try {
    return describeObject(value, { ...place, depth: place.depth + 1, above: [...place.above, value] })
  } catch {
    return '[unreadable]' // A getter or proxy of somebody else's object threw; its words are worth no crash.
  }
}

function describeObject(value: object, place: Place): Loggable {
  if (value instanceof Error) return describeError(value, place)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof URL) return shorten(place.clean(value.href))
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Map) return describeFields([...value.entries()], place)
  if (Array.isArray(value) || value instanceof Set)
    return [...value].slice(0, maxEntries).map((entry) => describe(entry, place))
  return describeFields(Object.entries(value), place)
}

function describeFields(entries: readonly (readonly [unknown, unknown])[], place: Place): Loggable {
  const fields = entries.slice(0, maxEntries).map(([key, entry]): [string, Loggable] => {
    const name = shorten(place.clean(String(key)))
    return [name, secretNames.test(name) ? '[redacted]' : describe(entry, place)]
  })
  return Object.fromEntries(fields)
}

/** Own fields such as `code` or `syscall` are part of what happened; `cause` follows as an error of its own. */
function describeError(error: Error, place: Place): Loggable {
  const { name, message, stack, cause, ...fields } = Object.assign(
    { name: error.name, message: error.message, stack: error.stack, cause: error.cause },
    error,
  )
  const isForeseen = error instanceof AppError
  return {
    name: describe(name, place),
    message: describe(message, place),
    ...(isForeseen || stack === undefined ? {} : { stack: describe(stack, place) }),
    ...(Object.keys(fields).length === 0 ? {} : { fields: describeFields(Object.entries(fields), place) }),
    ...(cause === undefined ? {} : { cause: describe(cause, place) }),
  }
}

function shorten(text: string): string {
  return text.length <= maxTextLength
    ? text
    : `${text.slice(0, maxTextLength).toWellFormed()}… (${text.length} characters)`
}
