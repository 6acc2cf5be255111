import type { ReportKind, ReportSubjectInput } from '../../../shared/ipc/report-inputs.ts'

/** Something a report can be about, as the dialog offers it. */
export interface ReportChoice {
  readonly label: string
  readonly subject: ReportSubjectInput
}

/** Days of the ledger have no pictures of their own. */
export function kindsFor({ kind }: ReportSubjectInput): readonly ReportKind[] {
  return kind === 'days' ? ['ledger'] : ['html', 'pdf', 'csv', 'ledger']
}
