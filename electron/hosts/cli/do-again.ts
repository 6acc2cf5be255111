import type { Command } from 'commander'
import type { ItemStatus } from '../../../shared/domain/item.ts'
import type { ItemRelation } from '../../../shared/domain/review.ts'
import type { App } from '../../app.ts'
import { readCap } from '../../batches/plan/read-cap.ts'
import type { Batch } from '../../history/batches.ts'
import { readAgainRequest } from '../../review/again/again-request.ts'
import { capsOf } from '../../settings/settings-schema.ts'
import type { CliHost } from './cli-host.ts'
import { jsonOption } from './command-context.ts'
import type { Ending } from './exit-codes.ts'
import { chosenItems, itemsOption, type ItemChoice } from './item-choice.ts'
import { runPlan, type RunOptions } from './run-plan.ts'

export interface AgainOptions extends RunOptions {
  readonly items?: ItemChoice
  readonly cap?: string
}

export function addAgainOptions(command: Command, whichUnlessTold: string): Command {
  return command
    .addOption(itemsOption(whichUnlessTold))
    .option('--dry-run', 'show the quote; send and store nothing')
    .option('--cap <usd>', 'the most this may cost')
    .option('--yes', 'agree to the quote without being asked')
    .addOption(jsonOption())
}

interface Again {
  readonly relation: ItemRelation
  readonly prompt: string | null
  /** Meant where nothing is chosen. */
  readonly statuses: readonly ItemStatus[]
}

interface Doing {
  readonly app: App
  readonly host: CliHost
  readonly options: AgainOptions
}

/** Plans items of a batch anew as a batch of its own; the quote is agreed to as that of `edit`. */
export async function doAgain(doing: Doing, reference: string, again: Again): Promise<Ending> {
  const { app, options } = doing
  const { relation, prompt, statuses } = again
  const cap = options.cap === undefined ? null : readCap(options.cap)
  const all = app.items.ofBatch(app.engine.batches.find(reference).id)
  const meant =
    options.items === undefined
      ? all.filter(({ status }) => statuses.includes(status))
      : chosenItems(all, options.items)
  const settings = await app.settings.read()
  const caps = ({ mode }: Batch) => cap ?? (mode === 'paid' ? capsOf(settings).batch : null)
  const itemIds = meant.map(({ id }) => id)
  const { request, left } = await readAgainRequest(
    { items: app.items, batches: app.engine.batches },
    { itemIds, relation, prompt, caps },
  )
  return runPlan(doing, request, left)
}
