import {
  Columns2,
  Copy,
  ExternalLink,
  FolderOpen,
  Layers,
  Library,
  ListTree,
  Minus,
  RefreshCw,
  Square,
  WandSparkles,
} from 'lucide-react'
import { commands, type CommandId } from '../../app/commands/commands.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { useOutputs } from '../batch/use-outputs.ts'
import { useCommandRunner } from '../gallery/use-command-runner.ts'
import { meantOutputs } from './rows/meant-rows.ts'
import { rowAt } from './rows/row-pages.ts'
import { useCollections } from './kept/use-collections.ts'
import { useCopyResultPath } from './use-copy-result-path.ts'
import { useQuery } from './filter/use-query.ts'
import { useShowInBatch } from './use-show-in-batch.ts'

/** Beside each other fit that many. */
const mostCompared = 4

/** What can be done now with the current row and those that are selected with it. */
export function useHistoryItems(onCollect: (outputs: readonly string[]) => void): readonly MenuItem[] {
  const t = useTranslate()
  const byCommand = useCommandItem()
  const count = useFrom('history', ({ selected }) => selected.size)
  const compared = count >= 2 && count <= mostCompared ? count : 1
  return [
    byCommand('view-loupe', t('gallery.menu-loupe'), <Square />),
    byCommand('view-compare', t('gallery.menu-compare', { count: compared }), <Columns2 />),
    'separator',
    byCommand('do-again', t('command.do-again'), <WandSparkles />),
    byCommand('run-again', t('command.run-again'), <RefreshCw />),
    'separator',
    ...useWayItems(),
    ...useCollectItems(onCollect),
    'separator',
    ...useFileItems(),
  ]
}

function useCurrentRow() {
  return useFrom('history', ({ rows, current }) => (current === null ? null : rowAt(rows, current.position)))
}

/** A command by another name, as far as it can be used here. */
function useCommandItem(): (id: CommandId, label: string, icon: React.ReactNode) => Exclude<MenuItem, 'separator'> {
  const run = useCommandRunner()
  const handlers = useFrom('commands', (state) => state.handlers)
  return (id, label, icon) => ({
    label,
    icon,
    shortcut: commands[id].keys[0],
    isDisabled: handlers.get(id)?.isEnabled !== true,
    onSelect: () => run(id),
  })
}

/** Ways from a row to what belongs to it. */
function useWayItems(): readonly MenuItem[] {
  const t = useTranslate()
  const { change } = useQuery()
  const showInBatch = useShowInBatch()
  const row = useCurrentRow()
  if (row === null) return []
  return [
    {
      label: t('history.show-stack'),
      icon: <Layers />,
      onSelect: () => change({ within: { kind: 'source', id: row.sourceId }, stacked: false }),
    },
    {
      label: t('history.show-in-batch', { number: row.batchNumber }),
      icon: <ListTree />,
      onSelect: () => showInBatch(row),
    },
  ]
}

function useCollectItems(onCollect: (outputs: readonly string[]) => void): readonly MenuItem[] {
  const t = useTranslate()
  const { history } = useStores()
  const { query } = useQuery()
  const actions = useCollections()
  const collections = useFrom('history', ({ lists }) => lists?.collections)
  const count = useFrom('history', (state) => meantOutputs(state).length)
  const { within } = query
  const here = within.kind === 'collection' ? collections?.find(({ id }) => id === within.id) : undefined
  return [
    {
      label: t('history.collect', { count: Math.max(1, count) }),
      icon: <Library />,
      isDisabled: count === 0,
      onSelect: () => onCollect(meantOutputs(history.getState())),
    },
    ...(here === undefined
      ? []
      : [
          {
            label: t('history.take-out', { name: here.name }),
            icon: <Minus />,
            isDisabled: count === 0,
            onSelect: () => void actions.put(here, meantOutputs(history.getState()), false),
          },
        ]),
  ]
}

function useFileItems(): readonly MenuItem[] {
  const t = useTranslate()
  const { bridge } = useStores()
  const outputs = useOutputs()
  const copyPath = useCopyResultPath()
  const row = useCurrentRow()
  if (row === null) return []
  const { result } = row
  return [
    ...(bridge.host === 'desktop' && result !== null
      ? [
          { label: t('gallery.menu-open'), icon: <ExternalLink />, onSelect: () => void outputs.open(result.id) },
          { label: t('gallery.menu-reveal'), icon: <FolderOpen />, onSelect: () => void outputs.reveal(result.id) },
        ]
      : []),
    { label: t('gallery.menu-copy-path'), icon: <Copy />, onSelect: () => void copyPath(row) },
  ]
}
