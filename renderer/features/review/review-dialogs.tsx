import { assertNever } from '../../../shared/result.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { AgainDialog } from './again/again-dialog.tsx'
import { BinDialog } from './bin/bin-dialog.tsx'
import { NoteDialog } from './marks/note-dialog.tsx'
import { TagsDialog } from './marks/tags-dialog.tsx'

/** The dialogs of review, of which one at most is open. */
export function ReviewDialogs() {
  const { review } = useStores()
  const dialog = useFrom('review', (state) => state.dialog)
  const close = (): void => review.setState({ dialog: null })
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'bin':
      return <BinDialog rejected={dialog.rejected} onClose={close} />
    case 'again':
      return <AgainDialog items={dialog.items} onClose={close} />
    case 'tags':
      return <TagsDialog outputs={dialog.outputs} onClose={close} />
    case 'note':
      return <NoteDialog outputs={dialog.outputs} onClose={close} />
    default:
      return assertNever(dialog)
  }
}
