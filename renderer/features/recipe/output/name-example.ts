import { parseNameTemplate, renderNames } from '../../../../shared/domain/output-name.ts'
import type { SourceRow } from '../../../../shared/ipc/rows.ts'

/** What a (correct) name template makes of a source's name. */
export function nameExample(
  template: string,
  {
    source,
    model,
    count,
    createdAt,
  }: {
    readonly source: Pick<SourceRow, 'name' | 'folder'>
    readonly model: string
    readonly count: number
    readonly createdAt: Date
  },
): string {
  const [root = '', ...below] = source.folder.split('/')
  const [name = ''] = renderNames(parseNameTemplate(template), {
    relativePath: [...below, source.name].join('/'),
    rootName: root,
    index: 1,
    count: Math.max(1, count),
    model,
    batch: '1',
    createdAt,
  })
  return name
}
