import type { Stores } from '../../../app/stores.ts'
import type { Rejected } from '../../review/review-targets.ts'

/** The rejected ones of what is selected, or of all the query finds. Rejects as `request` does. */
export async function rejectedResults(
  { history, request }: Pick<Stores, 'history' | 'request'>,
  of: 'selected' | 'shown',
): Promise<Rejected> {
  const { shown, selected } = history.getState()
  if (shown === null) return { outputs: [], bytes: null }
  const { verdicts } = shown.query
  // Who asks for kept results alone sees no rejected ones.
  if (verdicts.length > 0 && !verdicts.includes('reject')) return { outputs: [], bytes: null }
  const query = { ...shown.query, verdicts: ['reject' as const], stacked: false, binned: false }
  const { view, total } = await request('history:open', { query })
  if (total === 0) return { outputs: [], bytes: null }
  const outputs = await request('history:outputs', { view, from: 0, to: total - 1 })
  return { outputs: of === 'shown' ? outputs : outputs.filter((id) => selected.has(id)), bytes: null }
}
