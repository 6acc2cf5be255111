import {
  Bookmark,
  Columns2,
  Copy,
  ExternalLink,
  Flag,
  FolderOpen,
  Grid3x3,
  RotateCcw,
  Square,
  SquarePen,
  Tag,
  Trash2,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { commands, type CommandId } from '../../app/commands/commands.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { useOutputs } from '../batch/use-outputs.ts'
import type { Shown } from './entries/shown.ts'
import { useCommandRunner } from './use-command-runner.ts'
import { useCopyPath } from './use-copy-path.ts'
import { useReferences } from './use-references.ts'

/** Beside each other fit that many. */
const mostCompared = 4

/** What can be done now with the current picture and those that are selected with it. */
export function usePictureItems(shown: Shown): readonly MenuItem[] {
  const t = useTranslate()
  const run = useCommandRunner()
  const { place } = useStores()
  const view = useFrom('place', (state) => state.view)
  const isTable = useFrom('place', (state) => state.place.kind === 'table')
  const count = useFrom('selection', ({ selected }) => selected.size)
  const compared = count >= 2 && count <= mostCompared ? count : 1
  const byCommand = (id: CommandId): Pick<Exclude<MenuItem, 'separator'>, 'shortcut' | 'onSelect'> => ({
    shortcut: commands[id].keys[0],
    onSelect: () => run(id),
  })
  return [
    ...(view === 'grid'
      ? [{ label: t('gallery.menu-loupe'), icon: <Square />, ...byCommand('view-loupe') }]
      : [{ label: t('gallery.menu-grid'), icon: <Grid3x3 />, ...byCommand('view-grid') }]),
    {
      label: t('gallery.menu-compare', { count: compared }),
      icon: <Columns2 />,
      isDisabled: view === 'compare',
      shortcut: commands['view-compare'].keys[0],
      onSelect: () => place.setState({ view: 'compare' }),
    },
    'separator',
    ...useReviewItems(!isTable),
    ...useFileItems(shown),
    ...(isTable
      ? ([
          'separator',
          {
            label: t('gallery.menu-remove', { count: Math.max(1, count) }),
            icon: <Trash2 />,
            ...byCommand('remove-sources'),
          },
        ] as const)
      : []),
  ]
}

/** The ways of review, where results are shown. */
function useReviewItems(hasResults: boolean): readonly MenuItem[] {
  const t = useTranslate()
  const run = useCommandRunner()
  const handlers = useFrom('commands', (state) => state.handlers)
  if (!hasResults) return []
  const item = (id: CommandId, icon: ReactNode): MenuItem => ({
    label: t(commands[id].title),
    icon,
    shortcut: commands[id].keys[0],
    isDisabled: handlers.get(id)?.isEnabled !== true,
    onSelect: () => run(id),
  })
  return [
    item('keep', <Flag />),
    item('reject', <X />),
    item('tag', <Tag />),
    'separator',
    item('do-again', <SquarePen />),
    item('run-again', <RotateCcw />),
    'separator',
  ]
}

function useFileItems({ entries, order }: Shown): readonly MenuItem[] {
  const t = useTranslate()
  const { bridge } = useStores()
  const outputs = useOutputs()
  const copyPath = useCopyPath()
  const references = useReferences()
  const current = useFrom('selection', (state) => state.current)
  const entry = entries[order.indexOf(current)]
  const output = entry?.outputId ?? null
  return [
    ...(references.max > 0
      ? [
          {
            label: t('gallery.menu-reference', { count: Math.max(1, references.ids.length) }),
            icon: <Bookmark />,
            isDisabled: references.ids.length === 0,
            onSelect: () => void references.add(),
          },
        ]
      : []),
    ...(bridge.host === 'desktop' && output !== null
      ? [
          { label: t('gallery.menu-open'), icon: <ExternalLink />, onSelect: () => void outputs.open(output) },
          { label: t('gallery.menu-reveal'), icon: <FolderOpen />, onSelect: () => void outputs.reveal(output) },
        ]
      : []),
    {
      label: t('gallery.menu-copy-path'),
      icon: <Copy />,
      isDisabled: entry === undefined,
      onSelect: () => void (entry && copyPath(entry)),
    },
  ]
}
