import { join } from 'node:path'
import { fileName } from '../../../shared/domain/safe-name.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ReportKind, ReportSubjectInput } from '../../../shared/ipc/report-inputs.ts'
import type { ReportOutputs } from '../../../shared/ipc/report-rows.ts'
import { localDay } from '../../batches/journal/ledger.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { fromPageQuery } from '../../desk/history-rows.ts'
import type { LaterSubject, Reporting, ReportToMake } from '../../desk/reporting.ts'
import type { Batches } from '../../history/batches.ts'
import type { Reader } from '../../history/reader/reader.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly reporting: Reporting
  readonly reader: Pick<Reader, 'ask'>
  readonly batches: Pick<Batches, 'get'>
  readonly paths: PathIds
  readonly host: Pick<DeskHost, 'chooseFile' | 'openFile' | 'revealFile'>
  readonly now: () => Date
}

/** Sheets and tables of what was done, as files. */
export function createReportHandlers(dependencies: Dependencies): Pick<Handlers, keyof ReportOutputs> {
  const { reporting, paths, host } = dependencies
  return {
    'report:read': () => reporting.state(),
    'report:start': async ({ subject, kind, folder, language }) => {
      const suggested = fileName(nameOf(subject, dependencies), kind === 'ledger' ? 'csv' : kind)
      const path = folder === null ? await host.chooseFile(suggested) : join(paths.find(folder), suggested)
      if (path === null) return false
      reporting.start({ subject: toSubject(subject, dependencies), kind, path: withEnding(path, kind), language })
      return true
    },
    'report:stop': () => reporting.stop(),
    'report:open': () => host.openFile(reporting.latest()),
    'report:reveal': () => host.revealFile(reporting.latest()),
  }
}

function toSubject(subject: ReportSubjectInput, { reader, paths }: Dependencies): ReportToMake['subject'] {
  switch (subject.kind) {
    case 'query': {
      const query = fromPageQuery({ ...subject.query, stacked: false }, paths)
      return later(async () => {
        const ids = await reader.ask('entries', query)
        if (ids.length === 0) throw new AppError('invalid-request', 'There is nothing in it to report.')
        return { kind: 'entries', ids, title: subject.title }
      })
    }
    case 'days':
      return { kind: 'days', days: subject }
    case 'batch':
    case 'collection':
    case 'outputs':
      return subject
  }
}

function later(subject: LaterSubject['subject']): LaterSubject {
  return { kind: 'later', subject }
}

/** "Lightbench batch 12", "Lightbench 2026-03": which one it is comes first where names are cut off. */
function nameOf(subject: ReportSubjectInput, { batches, now }: Dependencies): string {
  switch (subject.kind) {
    case 'batch':
      return `Lightbench batch ${batches.get(subject.id).number}`
    case 'days':
      return ['Lightbench ledger', subject.from, subject.to].filter((part) => part !== null).join(' ')
    case 'collection':
      return `Lightbench collection ${localDay(now())}`
    case 'query':
    case 'outputs':
      return `Lightbench ${localDay(now())}`
  }
}

/** Some systems' dialogs leave it out, and a file without it opens in nothing. */
function withEnding(path: string, kind: ReportKind): string {
  const ending = kind === 'ledger' ? '.csv' : `.${kind}`
  return path.toLowerCase().endsWith(ending) ? path : `${path}${ending}`
}
