import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import type { RunflowTables } from './context.ts'

/** Credit put in minus what was charged. Falls below zero when runs accepted earlier end later (Runflow §14). */
export function balanceOf({ credits, runs }: RunflowTables): NanoUsd {
  let amount = 0
  for (const credit of credits.rows()) amount += credit.amount
  for (const run of runs.rows()) amount -= run.end?.charged ?? 0
  return nanoUsd(amount)
}
