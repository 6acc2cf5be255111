import { basename } from 'node:path'
import type { ItemRow } from './read-library.ts'

export function nameOf({ source, status }: Pick<ItemRow, 'source' | 'status'>): string {
  return `${basename(source)} (${status})`
}
