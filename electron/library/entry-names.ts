import { extname } from 'node:path'
import { pictureFormats, type PictureFormat } from '../../shared/domain/picture.ts'

const otherExtensions = {
  jpeg: ['jpeg', 'jpe', 'jfif'],
  png: [],
  webp: [],
  avif: [],
  heif: ['heif', 'hif'],
  tiff: ['tiff'],
  gif: [],
} as const satisfies Record<PictureFormat, readonly string[]>

const pictureExtensions = new Set<string>([
  ...Object.values(pictureFormats).map(({ extension }) => extension),
  ...Object.values(otherExtensions).flat(),
])

// Left behind by macOS, Windows, Synology, QNAP, archives, office programs and unfinished downloads. Lower case.
const junkNames = new Set([
  '.ds_store',
  '.apdisk',
  '.localized',
  '.volumeicon.icns',
  'icon\r',
  '__macosx',
  '.appledouble',
  '.documentrevisions-v100',
  '.fseventsd',
  '.spotlight-v100',
  '.temporaryitems',
  '.trashes',
  '.trash',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  '@eadir',
  '@recycle',
  '#recycle',
  '#snapshot',
  '.@__thumb',
  'lost+found',
  '.picasa.ini',
])
const junkPattern =
  /^(?:\._|~\$|\.~lock\.|\.nfs|\.fuse_hidden|\.trash-)|\.(?:part|crdownload|opdownload|partial|download|tmp|temp|swp)$/i

/** Whether a file or folder is one that systems and programs leave behind, unfinished downloads included. */
export function isJunkName(name: string): boolean {
  return junkPattern.test(name) || junkNames.has(name.toLowerCase())
}

export function isHiddenName(name: string): boolean {
  return name.startsWith('.')
}

/** Whether the name says picture. The content decides in the end, in the picture worker. */
export function hasPictureExtension(path: string): boolean {
  return pictureExtensions.has(extname(path).slice(1).toLowerCase())
}
