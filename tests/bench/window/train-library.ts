import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import sharp from 'sharp'
import { keptEdges, thumbnailPath, thumbnailsFolderOf } from '../../../electron/images/thumbnail-files.ts'
import { makeHistoryLibrary } from '../../support/history-library.ts'
import { makePictures } from '../workplace.ts'

const differentPictures = 300
const edge = Math.min(...keptEdges)

/**
 * A library below `folder` as it is on a train: the files are elsewhere, and of each source and result a thumbnail is
 * kept. The thumbnails are links to the few hundred in `thumbs`, and `list.json` tells a bare page of the same results.
 * Returns how many rows the history shows.
 */
export async function makeTrainLibrary(
  folder: string,
  size: { readonly count: number; readonly ledgerRows: number },
): Promise<number> {
  await makeHistoryLibrary({ folder, ...size })
  const database = new DatabaseSync(join(folder, 'library', 'library.db'), { readOnly: true })
  try {
    const contents = database.prepare('SELECT sha256 FROM source UNION SELECT sha256 FROM output').all()
    linkThumbnails(
      thumbnailsFolderOf(join(folder, 'library')),
      await makeThumbnails(folder),
      contents.map(({ sha256 }) => String(sha256)),
    )
    const rows = database.prepare('SELECT id, name FROM history_entry WHERE is_binned = 0 ORDER BY at DESC, id DESC')
    const list = rows.all()
    writeFileSync(join(folder, 'list.json'), JSON.stringify(list))
    return list.length
  } finally {
    database.close()
  }
}

async function makeThumbnails(folder: string): Promise<readonly string[]> {
  const paths = await makePictures(join(folder, 'thumbs-originals'), {
    count: differentPictures,
    width: 640,
    height: 480,
  })
  const thumbs = join(folder, 'thumbs')
  mkdirSync(thumbs)
  return Promise.all(
    paths.map(async (path, index) => {
      const thumbnail = join(thumbs, `${index}.webp`)
      await sharp(path).resize(edge, edge, { fit: 'inside' }).webp().toFile(thumbnail)
      return thumbnail
    }),
  )
}

function linkThumbnails(to: string, thumbnails: readonly string[], contents: readonly string[]): void {
  const made = new Set<string>()
  contents.forEach((sha256, index) => {
    const path = thumbnailPath(to, sha256, edge)
    const folder = dirname(path)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    linkSync(thumbnails[index % thumbnails.length] ?? '', path)
  })
}
