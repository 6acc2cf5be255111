import { FolderPlus, ImagePlus, Images, ListChecks, Plus, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { commands } from '../../../app/commands/commands.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { IntakeDetails } from './intake-details.tsx'
import { TypedPathDialog } from './typed-path-dialog.tsx'
import { useAdding } from './use-adding.ts'

export function AddMenu() {
  const t = useTranslate()
  const { bridge } = useStores()
  const adding = useAdding()
  const isMakingSamples = useFrom('sources', (state) => state.isMakingSamples)
  const last = useFrom('sources', ({ intake }) => intake.last)
  const [dialog, setDialog] = useState<'path' | 'last' | null>(null)

  return (
    <>
      <Menu
        trigger={
          <Button className="gallery-toolbar__add" icon={<Plus />} aria-label={t('gallery.add')}>
            {t('gallery.add')}
          </Button>
        }
        items={[
          {
            label: t('command.add-files'),
            icon: <ImagePlus />,
            shortcut: commands['add-files'].keys[0],
            onSelect: () => adding.choose('files'),
          },
          {
            label: t('command.add-folder'),
            icon: <FolderPlus />,
            shortcut: commands['add-folder'].keys[0],
            onSelect: () => adding.choose('folder'),
          },
          // Where the system has dialogs, a path comes from there alone.
          ...(bridge.host === 'browser'
            ? [{ label: t('gallery.type-a-path'), icon: <SquareTerminal />, onSelect: () => setDialog('path') }]
            : []),
          'separator',
          {
            label: t('command.add-samples'),
            icon: <Images />,
            isDisabled: isMakingSamples,
            onSelect: () => adding.samples(),
          },
          {
            label: t('gallery.last-intake'),
            icon: <ListChecks />,
            isDisabled: last === null,
            onSelect: () => setDialog('last'),
          },
        ]}
      />
      <TypedPathDialog isOpen={dialog === 'path'} onClose={() => setDialog(null)} />
      {last !== null && <IntakeDetails last={last} isOpen={dialog === 'last'} onClose={() => setDialog(null)} />}
    </>
  )
}
