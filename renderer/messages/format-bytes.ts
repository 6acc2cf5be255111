import type { Translate } from './translate.ts'

/** "4.2 MB": three digits at most, in the language of the window. */
export function formatBytes(bytes: number, t: Translate): string {
  if (bytes < 1_000) return t('gallery.bytes', { value: bytes })
  if (bytes < 999_500) return t('gallery.kilobytes', { value: Math.round(bytes / 1_000) })
  if (bytes < 999_500_000) return t('gallery.megabytes', { value: shorten(bytes / 1_000_000) })
  return t('gallery.gigabytes', { value: shorten(bytes / 1_000_000_000) })
}

function shorten(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}
