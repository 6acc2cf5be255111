import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toHistoryRow } from '../../../electron/desk/history-rows.ts'
import { readEntryRows } from '../../../electron/history/browse/rows.ts'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'
import { addResult, sha256Of } from '../../support/made-results.ts'
import { writeTo } from '../../support/table-parts.ts'
import { createTestLibrary } from '../../support/test-library.ts'

it('shows what was used and made, not what took its place later', () => {
  const library = createTestLibrary()
  const [source, result] = [join(library.folder, 'in/a.jpg'), join(library.folder, 'out/a.jpg')]
  const contents = ['first', 'second'].map((content) => {
    writeTo(library.folder, 'in/a.jpg', `${content} source`)
    writeTo(library.folder, 'out/a.jpg', `${content} result`)
    addResult(library, { source, result })
    return [sha256Of(source), sha256Of(result)]
  })
  const ids = createPictureIds()
  const rows = readEntryRows(library.database, [1, 2]).map((row) => toHistoryRow({ ...row, stack: 1 }, ids))
  const shown = rows.map((row) => [row.source, row.result?.picture ?? ''].map((id) => ids.find(id)))
  expect(shown.map((pictures) => pictures.map((picture) => picture?.sha256))).toEqual(contents)
  expect(shown.flat().map((picture) => picture?.path)).toEqual([source, result, source, result])
})
