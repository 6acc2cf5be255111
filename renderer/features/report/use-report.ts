import { useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import type { ReportChoice } from './report-choice.ts'

/** Opens the dialog about what `choices` gives at that moment, and makes it the report command of what is shown. */
export function useReport(choices: () => readonly ReportChoice[], isEnabled = true): () => void {
  const { shell } = useStores()
  const open = (): void => {
    const offered = choices()
    if (offered.length > 0) shell.setState({ dialog: { kind: 'report', choices: offered } })
  }
  useCommand('report', open, isEnabled)
  return open
}
