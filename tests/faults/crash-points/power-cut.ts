import { existsSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import type { TracedCall } from './trace.ts'

type IsOurs = (path: string) => boolean

interface Content {
  bytes: number
  /** So many of its bytes are sure to outlive a power cut. */
  syncedBytes: number
}

interface Entry {
  readonly content: Content
  isDurable: boolean
  /** The name it had before, where that one may come back. */
  readonly formerly: string | null
}

const writing = new Set(['pwrite64', 'write', 'writev', 'copy_file_range', 'sendfile', 'ftruncate'])

/**
 * What is left of a process that was killed when the power goes as well, at its worst: whatever was written since the
 * last sync of its file is gone, and so is every name made since the last sync of its folder. Returns what was lost.
 * `isOurs` says which paths count; `known` are files that were there before.
 */
export function cutPower(calls: readonly TracedCall[], isOurs: IsOurs): string[] {
  const entries = new Map<string, Entry>()
  for (const call of calls) if (call.result !== null && call.result >= 0) follow(entries, call, isOurs)
  const lost: string[] = []
  for (const [path, { isDurable, content, formerly }] of entries) {
    if (!existsSync(path)) continue
    if (!isDurable) {
      if (formerly !== null && !existsSync(formerly)) renameSync(path, formerly)
      else rmSync(path, { recursive: true })
      lost.push(`the name ${path}`)
    } else if (content.syncedBytes < content.bytes && statSync(path).isFile()) {
      truncateSync(path, content.syncedBytes)
      lost.push(`${content.bytes - content.syncedBytes} bytes of ${path}`)
    }
  }
  return lost
}

function follow(entries: Map<string, Entry>, call: TracedCall, isOurs: IsOurs): void {
  const { name, paths, arguments: args } = call
  const [first = '', second = ''] = paths
  switch (name) {
    case 'openat':
      return args.includes('O_CREAT') ? make(entries, paths.at(-1) ?? '', isOurs) : undefined
    case 'mkdir':
      return make(entries, first, isOurs)
    case 'link':
    case 'rename':
      return rename(entries, { from: first, to: second, isMove: name === 'rename' }, isOurs)
    case 'unlink':
      return void entries.delete(first)
    case 'fsync':
    case 'fdatasync':
      return sync(entries, first)
    default:
      return write(entries, call)
  }
}

function write(entries: Map<string, Entry>, { name, paths, arguments: args, result }: TracedCall): void {
  if (!writing.has(name)) return
  const content = entries.get((name === 'copy_file_range' ? paths[1] : paths[0]) ?? '')?.content
  if (content !== undefined) content.bytes = sizeAfter(content.bytes, { name, args, result: result ?? 0 })
}

function make(entries: Map<string, Entry>, path: string, isOurs: IsOurs): void {
  if (isOurs(path) && !entries.has(path)) {
    entries.set(path, { content: { bytes: 0, syncedBytes: 0 }, isDurable: false, formerly: null })
  }
}

interface Renaming {
  readonly from: string
  readonly to: string
  readonly isMove: boolean
}

function rename(entries: Map<string, Entry>, { from, to, isMove }: Renaming, isOurs: IsOurs): void {
  const content = entries.get(from)?.content ?? { bytes: 0, syncedBytes: 0 }
  if (isMove) entries.delete(from)
  if (isOurs(to)) entries.set(to, { content, isDurable: false, formerly: isMove ? from : null })
}

/** Syncing a folder makes its names durable, syncing a file its bytes. */
function sync(entries: Map<string, Entry>, path: string): void {
  for (const [name, entry] of entries) if (dirname(name) === path) entry.isDurable = true
  const content = entries.get(path)?.content
  if (content !== undefined) content.syncedBytes = content.bytes
}

function sizeAfter(bytes: number, { name, args, result }: { name: string; args: string; result: number }): number {
  if (name === 'ftruncate') return Number(args.split(', ').at(-1))
  if (name !== 'pwrite64') return bytes + result
  return Math.max(bytes, Number(args.split(', ').at(-1)) + result)
}
