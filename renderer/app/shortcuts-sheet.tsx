import { useTranslate } from '../messages/use-translate.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { commandGroups, commands, type CommandGroup, type CommandId } from './commands.ts'
import { useFrom, useStores } from './stores.ts'
import './shortcuts-sheet.css'

/** Every key that does something, by what it is for. */
export function ShortcutsSheet() {
  const t = useTranslate()
  const { shell } = useStores()
  const isOpen = useFrom('shell', ({ dialog }) => dialog?.kind === 'shortcuts')
  return (
    <Dialog title={t('command.shortcuts')} size="l" isOpen={isOpen} onClose={() => shell.setState({ dialog: null })}>
      <div className="shortcuts">
        {commandGroups
          .filter((group) => withKeys(group).length > 0)
          .map((group) => (
            <section key={group} className="shortcuts__group">
              <h3 className="shortcuts__title">{t(`shell.group-${group}`)}</h3>
              <dl>
                {withKeys(group).map((id) => (
                  <div key={id} className="shortcuts__row">
                    <dt>{t(commands[id].title)}</dt>
                    <dd className="shortcuts__keys">
                      {commands[id].keys.map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  )
}

function withKeys(group: CommandGroup): readonly CommandId[] {
  const ids = Object.keys(commands) as CommandId[] // Object.keys forgets the key type.
  return ids.filter((id) => commands[id].group === group && commands[id].keys.length > 0)
}
