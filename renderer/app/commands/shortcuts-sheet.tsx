import type { MessageKey } from '../../messages/message-key.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { commandGroups, commands, type CommandGroup, type CommandId } from './commands.ts'
import { useFrom, useStores } from '../stores.ts'
import './shortcuts-sheet.css'

/** Keys that mean something to pictures alone, where no command could be called by them. */
const pictureKeys = [
  { title: 'shell.key-find-name', keys: ['abc'] },
  { title: 'shell.key-range', keys: ['shift+ArrowLeft', 'shift+ArrowRight'] },
  { title: 'shell.key-open', keys: ['Enter'] },
  { title: 'shell.key-back', keys: ['Escape'] },
  { title: 'shell.key-neighbour', keys: ['ArrowLeft', 'ArrowRight'] },
  { title: 'shell.key-toggle', keys: ['mod+Space'] },
  { title: 'shell.key-before', keys: ['b'] },
  { title: 'shell.key-flicker', keys: ['f'] },
  { title: 'shell.key-result', keys: ['ArrowUp', 'ArrowDown'] },
  { title: 'shell.key-difference', keys: ['d'] },
  { title: 'shell.key-actual', keys: ['z'] },
  { title: 'shell.key-pan', keys: ['shift+ArrowLeft', 'shift+ArrowRight', 'shift+ArrowUp', 'shift+ArrowDown'] },
  { title: 'shell.key-lock', keys: ['l'] },
  { title: 'shell.key-facts', keys: ['i'] },
] as const satisfies readonly { readonly title: MessageKey; readonly keys: readonly string[] }[]

/** Every key that does something, by what it is for. */
export function ShortcutsSheet() {
  const t = useTranslate()
  const { shell } = useStores()
  const isOpen = useFrom('shell', ({ dialog }) => dialog?.kind === 'shortcuts')
  return (
    <Dialog title={t('command.shortcuts')} size="l" isOpen={isOpen} onClose={() => shell.setState({ dialog: null })}>
      <div
        className="shortcuts"
        role="group"
        aria-label={t('command.shortcuts')}
        // Nothing in it takes the focus, and keys must be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {commandGroups
          .filter((group) => withKeys(group).length > 0)
          .map((group) => (
            <section key={group} className="shortcuts__group">
              <h3 className="shortcuts__title">{t(`shell.group-${group}`)}</h3>
              <dl>
                {withKeys(group).map((id) => (
                  <Row key={id} title={t(commands[id].title)} keys={commands[id].keys} />
                ))}
              </dl>
            </section>
          ))}
        <section className="shortcuts__group">
          <h3 className="shortcuts__title">{t('shell.group-pictures')}</h3>
          <dl>
            {pictureKeys.map(({ title, keys }) => (
              <Row key={title} title={t(title)} keys={keys} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

function Row({ title, keys }: { readonly title: string; readonly keys: readonly string[] }) {
  return (
    <div className="shortcuts__row">
      <dt>{title}</dt>
      <dd className="shortcuts__keys">
        {keys.map((each) => (
          <Kbd key={each} keys={each} />
        ))}
      </dd>
    </div>
  )
}

function withKeys(group: CommandGroup): readonly CommandId[] {
  const ids = Object.keys(commands) as CommandId[] // Object.keys forgets the key type.
  return ids.filter((id) => commands[id].group === group && commands[id].keys.length > 0)
}
