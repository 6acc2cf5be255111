import type { GalleryEntry } from '../../../../../renderer/features/gallery/entries/entry.ts'

export function buildEntry(position: number, change: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    key: String(position),
    picture: `picture-${position}`,
    after: null,
    outputId: null,
    marks: { verdict: null, rating: 0 },
    name: `IMG_${position}.jpg`,
    detail: '',
    folder: '',
    status: null,
    results: 0,
    failure: null,
    position,
    bytes: 1_000 + position,
    modifiedMs: 1_700_000_000_000 + position,
    sourceId: position,
    ...change,
  }
}
