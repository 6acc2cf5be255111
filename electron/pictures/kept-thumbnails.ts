import type { Database } from '../history/database.ts'
import { findThumbnail } from '../images/thumbnail-files.ts'
import type { KnownPicture } from './picture-ids.ts'

/** What can still be shown of pictures whose files cannot be had. */
export interface KeptThumbnails {
  /**
   * A thumbnail of about `edge` pixels, where one is kept: of the content the picture is about, else of what its path is
   * known to have held last.
   */
  find(picture: KnownPicture, edge: number): Promise<string | null>
}

interface Dependencies {
  readonly database: Database
  readonly thumbnailsFolder: string
}

export function createKeptThumbnails({ database, thumbnailsFolder }: Dependencies): KeptThumbnails {
  return { find }

  async function find({ path, sha256 }: KnownPicture, edge: number): Promise<string | null> {
    for (const content of sha256 === null ? contentsOf(database, path) : [sha256]) {
      const found = await findThumbnail(thumbnailsFolder, content, edge)
      if (found !== null) return found
    }
    return null
  }
}

/** The last look at a file counts before what it was used for. Nothing is known of a path that is not known itself. */
function contentsOf(database: Database, path: string): readonly string[] {
  if (path === '') return []
  const rows = database.all<{ sha256: string }>(
    `SELECT * FROM (SELECT sha256 FROM content_hash WHERE path = :path)
     UNION ALL SELECT * FROM (SELECT sha256 FROM source WHERE path = :path ORDER BY rowid DESC LIMIT 3)
     UNION ALL SELECT * FROM (SELECT sha256 FROM output WHERE path = :path AND state = 'published'
       ORDER BY rowid DESC LIMIT 1)`,
    { path },
  )
  return rows.map(({ sha256 }) => sha256)
}
