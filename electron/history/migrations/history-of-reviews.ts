import { trigger } from './migration.ts'

const judged = (output: string, verdict: string, rating: string): string =>
  `UPDATE history_entry SET verdict = ${verdict}, rating = ${rating} WHERE output_id = ${output};`

const said = (output: string, when: string): string =>
  `UPDATE history_entry SET words_version = words_version + 1 WHERE output_id = ${output} AND (${when});`

const hasWords = (row: string): string => `${row}.tags <> '[]' OR ${row}.note <> ''`

/**
 * What people say of results, in the index of history. Words are written only where they changed: that takes a hundred times
 * as long as the rest, and most of what is said has none.
 */
export function keptByReviews(): string[] {
  const now = judged('NEW.output_id', 'NEW.verdict', 'NEW.rating')
  return [
    trigger('history_of_review', 'AFTER INSERT ON review', now, said('NEW.output_id', hasWords('NEW'))),
    trigger(
      'history_of_changed_review',
      'AFTER UPDATE ON review',
      now,
      said('NEW.output_id', 'NEW.tags <> OLD.tags OR NEW.note <> OLD.note'),
    ),
    trigger(
      'history_of_lost_review',
      'AFTER DELETE ON review',
      judged('OLD.output_id', 'NULL', '0'),
      said('OLD.output_id', hasWords('OLD')),
    ),
  ]
}
